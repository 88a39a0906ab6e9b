package io.bactrian;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a sync benchmark reads and where it stores it. */
final class BenchSyncOptions {
    @Option(names = "--issues", defaultValue = "100000", description = "Issues of the site (default ${DEFAULT-VALUE}).")
    private int issues;

    @Option(
            names = "--children",
            defaultValue = "0",
            description = "Comments embedded in each issue (default ${DEFAULT-VALUE}).")
    private int children;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; the first is cold (default ${DEFAULT-VALUE}).")
    private int rounds;

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

    int issues() {
        return issues;
    }

    int children() {
        return children;
    }

    int rounds() {
        return rounds;
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

    /** The same options for another process. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--issues",
                Integer.toString(issues),
                "--children",
                Integer.toString(children),
                "--rounds",
                Integer.toString(rounds),
                "--database-url",
                databaseUrl,
                "--database-username",
                databaseUsername,
                "--database-password",
                databasePassword));
        if (recordsOnly) {
            arguments.add("--records-only");
        }
        if (noFloor) {
            arguments.add("--no-floor");
        }
        return arguments;
    }
}
