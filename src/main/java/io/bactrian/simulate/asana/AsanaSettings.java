package io.bactrian.simulate.asana;

import java.time.Duration;

/**
 * How large a simulated Asana is, how it changes, whom it lets in and how much it takes.
 *
 * @param tasks tasks of each project
 * @param premium whether the account pays for search, portfolios, goals, dependencies and time tracking
 * @param perMinute requests of a token in a minute
 * @param concurrent reads at a time
 * @param offsetLife how long the position of a next page is good
 * @param tokenLife how long a token of events is good
 * @param lostEvery every so manieth event is never told, as delivery is at most once; 0 for none
 */
public record AsanaSettings(
        int port,
        int projects,
        int tasks,
        int users,
        long seed,
        Duration changeEvery,
        String accessToken,
        boolean premium,
        int perMinute,
        int concurrent,
        Duration offsetLife,
        Duration tokenLife,
        int lostEvery) {
    public AsanaSettings {
        if (projects < 0 || tasks < 0 || users < 1 || perMinute < 1 || concurrent < 1 || lostEvery < 0) {
            throw new IllegalArgumentException("the numbers of a simulated Asana must make sense");
        }
    }

    /** 4 projects with 40 tasks each that stand still, of a paying account. */
    public static AsanaSettings defaults() {
        return new AsanaSettings(
                0,
                4,
                40,
                12,
                1,
                Duration.ZERO,
                "2/1200000000000001/simulated0token",
                true,
                1500,
                50,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                0);
    }

    public AsanaSettings withPort(int value) {
        return new AsanaSettings(
                value,
                projects,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    public AsanaSettings withProjects(int value) {
        return new AsanaSettings(
                port,
                value,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    /** Tasks of each project. */
    public AsanaSettings withTasks(int value) {
        return new AsanaSettings(
                port,
                projects,
                value,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    public AsanaSettings withSeed(long value) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                value,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    public AsanaSettings withChangeEvery(Duration value) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                seed,
                value,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    public AsanaSettings withPremium(boolean value) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                value,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    /** Requests in a minute and reads at a time. */
    public AsanaSettings withLimits(int inAMinute, int atATime) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                inAMinute,
                atATime,
                offsetLife,
                tokenLife,
                lostEvery);
    }

    /** Lives of the position of a next page and of a token of events. */
    public AsanaSettings withLives(Duration ofOffset, Duration ofToken) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                ofOffset,
                ofToken,
                lostEvery);
    }

    public AsanaSettings withLostEvery(int value) {
        return new AsanaSettings(
                port,
                projects,
                tasks,
                users,
                seed,
                changeEvery,
                accessToken,
                premium,
                perMinute,
                concurrent,
                offsetLife,
                tokenLife,
                value);
    }
}
