package io.bactrian.simulate.jira;

import java.time.Duration;
import java.time.ZoneId;

/** How large a simulated site is, how it changes and whom it lets in. */
public record JiraSettings(
        int port,
        int issues,
        long seed,
        Duration changeEvery,
        Duration indexLag,
        ZoneId timeZone,
        String username,
        String apiToken,
        String scopedToken,
        String cloudId,
        boolean benchmark,
        int children,
        double changedPercent,
        int boards) {

    public JiraSettings {
        if (issues < 0 || children < 0 || children > 20 || changedPercent < 0 || changedPercent > 100) {
            throw new IllegalArgumentException("issues, children and percent of a simulated site must make sense");
        }
    }

    /** 2,000 issues that stand still, a user in Berlin, an index without lag. */
    public static JiraSettings defaults() {
        return new JiraSettings(
                0,
                2_000,
                1,
                Duration.ZERO,
                Duration.ZERO,
                ZoneId.of("Europe/Berlin"),
                "dana@bactrian.example",
                "simulated-api-token",
                "simulated-scoped-token",
                "2f1c7a52-3a0e-4a7b-9d55-0c9f4a1e6b77",
                false,
                0,
                0,
                0);
    }

    public JiraSettings withPort(int value) {
        return copy(value, issues, seed, changeEvery, indexLag, timeZone, username, apiToken);
    }

    public JiraSettings withIssues(int value) {
        return copy(port, value, seed, changeEvery, indexLag, timeZone, username, apiToken);
    }

    public JiraSettings withSeed(long value) {
        return copy(port, issues, value, changeEvery, indexLag, timeZone, username, apiToken);
    }

    public JiraSettings withChangeEvery(Duration value) {
        return copy(port, issues, seed, value, indexLag, timeZone, username, apiToken);
    }

    public JiraSettings withIndexLag(Duration value) {
        return copy(port, issues, seed, changeEvery, value, timeZone, username, apiToken);
    }

    public JiraSettings withTimeZone(ZoneId value) {
        return copy(port, issues, seed, changeEvery, indexLag, value, username, apiToken);
    }

    public JiraSettings withUsername(String value) {
        return copy(port, issues, seed, changeEvery, indexLag, timeZone, value, apiToken);
    }

    public JiraSettings withApiToken(String value) {
        return copy(port, issues, seed, changeEvery, indexLag, timeZone, username, value);
    }

    /** A token that only the gateway accepts. */
    public JiraSettings withScopedToken(String value) {
        return access(value, cloudId);
    }

    public JiraSettings withCloudId(String value) {
        return access(scopedToken, value);
    }

    /** Pages put together from templates instead of issues that are held; {@code children} of each kind in each issue. */
    public JiraSettings withBenchmark(boolean value) {
        return mode(value, children, changedPercent);
    }

    public JiraSettings withChildren(int value) {
        return mode(benchmark, value, changedPercent);
    }

    /** How many of the benchmark's issues count as changed from the start. */
    public JiraSettings withChangedPercent(double value) {
        return mode(benchmark, children, value);
    }

    /** Boards of all types in turn, one a project. */
    public JiraSettings withBoards(int value) {
        return new JiraSettings(
                port,
                issues,
                seed,
                changeEvery,
                indexLag,
                timeZone,
                username,
                apiToken,
                scopedToken,
                cloudId,
                benchmark,
                children,
                changedPercent,
                value);
    }

    private JiraSettings copy(
            int newPort,
            int newIssues,
            long newSeed,
            Duration newChangeEvery,
            Duration newIndexLag,
            ZoneId newTimeZone,
            String newUsername,
            String newApiToken) {
        return new JiraSettings(
                newPort,
                newIssues,
                newSeed,
                newChangeEvery,
                newIndexLag,
                newTimeZone,
                newUsername,
                newApiToken,
                scopedToken,
                cloudId,
                benchmark,
                children,
                changedPercent,
                boards);
    }

    private JiraSettings access(String token, String cloud) {
        return new JiraSettings(
                port,
                issues,
                seed,
                changeEvery,
                indexLag,
                timeZone,
                username,
                apiToken,
                token,
                cloud,
                benchmark,
                children,
                changedPercent,
                boards);
    }

    private JiraSettings mode(boolean prerendered, int number, double percent) {
        return new JiraSettings(
                port,
                issues,
                seed,
                changeEvery,
                indexLag,
                timeZone,
                username,
                apiToken,
                scopedToken,
                cloudId,
                prerendered,
                number,
                percent,
                boards);
    }
}
