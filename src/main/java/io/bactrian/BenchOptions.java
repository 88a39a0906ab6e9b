package io.bactrian;

import io.bactrian.simulate.jira.Parts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a benchmark reads and where it stores it. */
final class BenchOptions {
    static final int TINY = 20_000;
    static final int SMALL = 100_000;
    static final int LARGE = 1_000_000;

    @Option(
            names = "--issues",
            description =
                    "Issues of the site (default 100000; 1000000 where what changed is small beside what is stored).")
    private @Nullable Integer issues;

    @Option(
            names = "--changed",
            paramLabel = "PERCENT",
            description = "How much of the site changes before it is read again.")
    private @Nullable Double changed;

    @Option(
            names = "--heap",
            defaultValue = "128m",
            description = "Heap of the measured JVM (default ${DEFAULT-VALUE}).")
    private String heap;

    @Option(
            names = "--children",
            defaultValue = "0",
            description =
                    "Comments, worklogs and changes embedded in each issue: one number, or three as in 3,2,5 (default ${DEFAULT-VALUE}).")
    private String children;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; the first is cold (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--saves",
            defaultValue = "40",
            description = "How often each file is saved, idle and under a sync (default ${DEFAULT-VALUE}).")
    private int saves;

    @Option(names = "--records-only", description = "Stores work.records alone, without canonical tables.")
    private boolean recordsOnly;

    @Option(names = "--no-floor", description = "Leaves the floor out, which needs room for a copy of the data.")
    private boolean noFloor;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "",
            description =
                    "An external PostgreSQL on this machine, whose name contains \"bench\" because it is emptied; the embedded one when not given.")
    private String databaseUrl;

    @Option(names = "--database-username", defaultValue = "postgres")
    private String databaseUsername;

    @Option(names = "--database-password", defaultValue = "")
    private String databasePassword;

    /** @param usual where nothing is said */
    int issues(int usual) {
        return issues == null ? usual : issues;
    }

    /** @param usual where nothing is said */
    double changed(double usual) {
        return changed == null ? usual : changed;
    }

    String heap() {
        return heap;
    }

    Parts parts() {
        return Parts.read(children);
    }

    int rounds() {
        return rounds;
    }

    int saves() {
        return saves;
    }

    boolean recordsOnly() {
        return recordsOnly;
    }

    boolean hasFloor() {
        return !noFloor;
    }

    String databaseUrl() {
        return databaseUrl;
    }

    String databaseUsername() {
        return databaseUsername;
    }

    String databasePassword() {
        return databasePassword;
    }

    /** The same options for the process that is measured. */
    List<String> arguments(int issues) {
        List<String> arguments = new ArrayList<>(List.of(
                "--issues",
                Integer.toString(issues),
                "--children",
                children,
                "--rounds",
                Integer.toString(rounds),
                "--saves",
                Integer.toString(saves),
                "--database-url",
                databaseUrl,
                "--database-username",
                databaseUsername,
                "--database-password",
                databasePassword));
        if (changed != null) {
            arguments.addAll(List.of("--changed", changed.toString()));
        }
        if (recordsOnly) {
            arguments.add("--records-only");
        }
        if (noFloor) {
            arguments.add("--no-floor");
        }
        return arguments;
    }
}
