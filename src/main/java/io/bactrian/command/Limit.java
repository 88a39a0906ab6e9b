package io.bactrian.command;

import picocli.CommandLine.Option;

/** How many items of a list are shown. */
public final class Limit {
    @Option(names = "--limit", defaultValue = "50", description = "How many at most (default ${DEFAULT-VALUE}).")
    private int value;

    public int value() {
        if (value < 1) {
            throw CommandFailed.usage("--limit " + value + " shows nothing", "give 1 or more");
        }
        return value;
    }
}
