package io.bactrian.route.flow;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file stands in {@code routes/}. Only what this pattern lets through is ever looked for, so no name leads elsewhere.
 *
 * @param tool the folder: a tool, or {@code sync} for the flows of all tools
 * @param file its name in the folder: {@code call.camel.yaml}, {@code tool.yaml}; the stream {@code issues} is {@code issues.yaml},
 *     and what a variant {@code server} says of it {@code server.issues.yaml}
 */
public record FlowPath(String tool, String file) implements Comparable<FlowPath> {
    /** The folder whose flows serve all tools. */
    public static final String SHARED = "sync";

    private static final String FLOW = ".camel.yaml";
    private static final String STREAMS = "streams/";
    private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern FILE = Pattern.compile(
            "([a-z][a-z0-9-]{0,39}\\.)?[a-z][a-z0-9_-]{0,62}\\.yaml|[a-z][a-z0-9_-]{0,62}\\.camel\\.yaml");
    private static final Pattern BELOW = Pattern.compile("([^/]+)/(?:variants/([^/]+)/)?(?:streams/)?([^/]+)");

    /** What a file holds. */
    public enum Kind {
        FLOW,
        TOOL,
        STREAM;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The path of a tool's file; empty for what cannot be one. */
    public static Optional<FlowPath> of(String tool, String file) {
        return TOOL.matcher(tool).matches() && FILE.matcher(file).matches()
                ? Optional.of(new FlowPath(tool, file)).filter(FlowPath::isPlaced)
                : Optional.empty();
    }

    /** The same from a path below the directory; empty for what is no file of ours. */
    public static Optional<FlowPath> of(String path) {
        Matcher below = BELOW.matcher(path);
        if (!below.matches()) {
            return Optional.empty();
        }
        String variant = below.group(2) == null ? "" : below.group(2) + ".";
        return of(below.group(1), variant + below.group(3))
                .filter(found -> found.path().equals(path));
    }

    /** The shared folder declares nothing. */
    private boolean isPlaced() {
        return !tool.equals(SHARED) || kind() == Kind.FLOW;
    }

    public Kind kind() {
        if (file.endsWith(FLOW)) {
            return Kind.FLOW;
        }
        return said().equals("tool.yaml") ? Kind.TOOL : Kind.STREAM;
    }

    /** The name of the stream that it says something of. */
    public String stream() {
        return said().replace(".yaml", "");
    }

    public boolean isShared() {
        return tool.equals(SHARED);
    }

    /** Path below the tool's folder. */
    public String inTool() {
        return kind() == Kind.FLOW ? file : folder() + (kind() == Kind.STREAM ? STREAMS : "") + said();
    }

    /** Where a variant's files lie; empty for the tool's own. */
    private String folder() {
        int variant = file.length() - said().length();
        return variant == 0 ? "" : "variants/" + file.substring(0, variant - 1) + "/";
    }

    /** The name that the file has in its folder: what stands before is the variant. */
    private String said() {
        return file.substring(file.lastIndexOf('.', file.length() - ".yaml".length() - 1) + 1);
    }

    /** Path below the directory. */
    public String path() {
        return tool + "/" + inTool();
    }

    /** Shared flows come first, then tool by tool. */
    @Override
    public int compareTo(FlowPath other) {
        int byShare = Boolean.compare(other.isShared(), isShared());
        return byShare != 0 ? byShare : path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}
