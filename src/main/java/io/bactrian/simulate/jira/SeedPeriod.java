package io.bactrian.simulate.jira;

import java.time.Duration;
import java.time.Instant;

/** The time in which the seeded issues of a site were created. */
public final class SeedPeriod {
    public static final Instant FROM = Instant.parse("2024-01-02T06:00:00Z");

    /** When it ends; no seeded issue was created then or later. */
    public static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    public static final Duration LENGTH = Duration.between(FROM, TO);

    private SeedPeriod() {}
}
