package io.bactrian.command;

/** What a command tells the shell. */
public final class ExitCode {
    public static final int OK = 0;
    /** Finished, with differences or gaps. */
    public static final int DIFFERENT = 1;

    public static final int USAGE = 2;
    /** The service is not reachable, or refuses. */
    public static final int REFUSED = 3;

    public static final int MISCONFIGURED = 4;

    private ExitCode() {}
}
