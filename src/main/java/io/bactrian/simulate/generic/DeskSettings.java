package io.bactrian.simulate.generic;

import java.time.Duration;

/** How large a simulated help desk is, how it changes and whom it lets in. */
public record DeskSettings(
        int port, int projects, int tickets, int people, long seed, Duration changeEvery, String user, String secret) {
    public DeskSettings {
        if (projects < 0 || tickets < 0 || people < 1) {
            throw new IllegalArgumentException("projects, tickets and people of a simulated desk must make sense");
        }
    }

    /** 8 projects with 40 tickets each that stand still. */
    public static DeskSettings defaults() {
        return new DeskSettings(0, 8, 40, 25, 1, Duration.ZERO, "dana", "simulated-secret");
    }

    public DeskSettings withPort(int value) {
        return new DeskSettings(value, projects, tickets, people, seed, changeEvery, user, secret);
    }

    public DeskSettings withProjects(int value) {
        return new DeskSettings(port, value, tickets, people, seed, changeEvery, user, secret);
    }

    /** Tickets of each project. */
    public DeskSettings withTickets(int value) {
        return new DeskSettings(port, projects, value, people, seed, changeEvery, user, secret);
    }

    public DeskSettings withSeed(long value) {
        return new DeskSettings(port, projects, tickets, people, value, changeEvery, user, secret);
    }

    public DeskSettings withChangeEvery(Duration value) {
        return new DeskSettings(port, projects, tickets, people, seed, value, user, secret);
    }

    public DeskSettings withSecret(String value) {
        return new DeskSettings(port, projects, tickets, people, seed, changeEvery, user, value);
    }
}
