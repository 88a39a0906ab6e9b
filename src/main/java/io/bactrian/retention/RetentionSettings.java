package io.bactrian.retention;

import java.time.Duration;

/**
 * How long is kept what would grow for ever.
 *
 * @param runs after their end, with their timeline, counts and certificate
 * @param failures after they were seen last and went well again
 * @param inconsistencies after they were resolved or superseded
 * @param healthChecks single checks
 * @param fiveMinutes health checks summed up by 5 minutes
 * @param hours by hour
 * @param days by day
 */
public record RetentionSettings(
        Duration runs,
        Duration failures,
        Duration events,
        Duration inconsistencies,
        Duration healthChecks,
        Duration fiveMinutes,
        Duration hours,
        Duration days,
        Duration usage) {
    private static final Duration LEAST = Duration.ofHours(1);

    public RetentionSettings {
        check("runs", runs);
        check("failures", failures);
        check("events", events);
        check("inconsistencies", inconsistencies);
        check("health-checks", healthChecks);
        check("health-rollups.5m", fiveMinutes);
        check("health-rollups.1h", hours);
        check("health-rollups.1d", days);
        check("usage", usage);
    }

    private static void check(String table, Duration kept) {
        if (kept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("retention." + table + " must be 1h or more");
        }
    }
}
