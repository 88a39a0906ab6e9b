package io.bactrian.simulate.asana;

import java.time.Duration;

/**
 * How large a simulated Asana is, how it changes, whom it lets in and how much it takes.
 *
 * @param tasks tasks of each project
 */
public record AsanaSettings(
        int port,
        int projects,
        int tasks,
        int users,
        long seed,
        Duration changeEvery,
        String accessToken,
        Allowance allowance) {
    public AsanaSettings {
        if (projects < 0 || tasks < 0 || users < 1) {
            throw new IllegalArgumentException("the numbers of a simulated Asana must make sense");
        }
    }

    /** 4 projects with 40 tasks each that stand still, of a paying account. */
    public static AsanaSettings defaults() {
        return new AsanaSettings(
                0, 4, 40, 12, 1, Duration.ZERO, "2/1200000000000001/simulated0token", Allowance.usual());
    }

    public AsanaSettings withPort(int value) {
        return new AsanaSettings(value, projects, tasks, users, seed, changeEvery, accessToken, allowance);
    }

    public AsanaSettings withProjects(int value) {
        return new AsanaSettings(port, value, tasks, users, seed, changeEvery, accessToken, allowance);
    }

    /** Tasks of each project. */
    public AsanaSettings withTasks(int value) {
        return new AsanaSettings(port, projects, value, users, seed, changeEvery, accessToken, allowance);
    }

    public AsanaSettings withSeed(long value) {
        return new AsanaSettings(port, projects, tasks, users, value, changeEvery, accessToken, allowance);
    }

    public AsanaSettings withChangeEvery(Duration value) {
        return new AsanaSettings(port, projects, tasks, users, seed, value, accessToken, allowance);
    }

    public AsanaSettings withPremium(boolean value) {
        return with(allowance.withPremium(value));
    }

    /** Requests in a minute and reads at a time. */
    public AsanaSettings withLimits(int inAMinute, int atATime) {
        return with(allowance.withLimits(inAMinute, atATime));
    }

    /** How long an answer takes. */
    public AsanaSettings withAnswering(Duration value) {
        return with(allowance.withAnswering(value));
    }

    /** Lives of the position of a next page and of a token of events. */
    public AsanaSettings withLives(Duration ofOffset, Duration ofToken) {
        return with(allowance.withLives(ofOffset, ofToken));
    }

    public AsanaSettings withLostEvery(int value) {
        return with(allowance.withLostEvery(value));
    }

    private AsanaSettings with(Allowance other) {
        return new AsanaSettings(port, projects, tasks, users, seed, changeEvery, accessToken, other);
    }
}
