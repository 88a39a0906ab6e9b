package io.bactrian.command;

/** A command cannot do what it was told; the category, what is wrong and the way out fit in two lines. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final int status;

    private CommandFailed(int exitCode, int status, String category, String what, String wayOut) {
        super(Text.oneLine(category + ": " + what) + (wayOut.isEmpty() ? "" : "\nWay out: " + Text.oneLine(wayOut)));
        this.exitCode = exitCode;
        this.status = status;
    }

    /** What the person gave cannot be used. */
    static CommandFailed usage(String what, String wayOut) {
        return new CommandFailed(ExitCode.USAGE, 0, "invalid_data", what, wayOut);
    }

    /** A file or the environment says something that cannot be done. */
    public static CommandFailed configuration(String what, String wayOut) {
        return new CommandFailed(ExitCode.MISCONFIGURED, 0, "configuration", what, wayOut);
    }

    static CommandFailed unreachable(String what, String wayOut) {
        return new CommandFailed(ExitCode.REFUSED, 0, "network", what, wayOut);
    }

    static CommandFailed refused(int status, String category, String what, String wayOut) {
        return new CommandFailed(ExitCode.REFUSED, status, category, what, wayOut);
    }

    public int exitCode() {
        return exitCode;
    }

    /** Status of the service's refusal; 0 when it was not the service that refused. */
    public int status() {
        return status;
    }
}
