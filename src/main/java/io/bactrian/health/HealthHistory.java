package io.bactrian.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** How a connection has been: check by check, or summed up. */
public final class HealthHistory {
    private static final Duration USUAL_SPAN = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final Clock clock;

    public HealthHistory(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** One check. */
    public record Check(
            Instant at,
            boolean healthy,
            @Nullable Long latencyMs,
            @Nullable String category,
            @Nullable String message) {}

    /**
     * The checks of a span of time; latencies are null when none was answered.
     *
     * @param categories failed checks by category
     */
    public record Summary(
            Instant from,
            long checks,
            long healthy,
            @Nullable Long minimumMs,
            @Nullable Double averageMs,
            @Nullable Long maximumMs,
            @Nullable Long p95Ms,
            @JsonRawValue String categories) {
        /** Between 0 and 1. */
        @JsonProperty("healthyShare")
        public double healthyShare() {
            return (double) healthy / checks;
        }
    }

    /** Part of a history, newest first, and before which instant it goes on; null at the end. */
    public record Part(
            String resolution, List<?> items, @Nullable Instant next) {}

    /** @param resolution {@code raw} or a word of {@link Resolution}; null takes the finest that fits the span */
    public Part of(
            UUID integrationId, @Nullable Instant from, @Nullable Instant to, @Nullable String resolution, int limit) {
        Instant end = Objects.requireNonNullElseGet(to, clock::instant);
        Instant begin = Objects.requireNonNullElseGet(from, () -> end.minus(USUAL_SPAN));
        String chosen =
                Objects.requireNonNullElseGet(resolution, () -> Resolution.fitting(Duration.between(begin, end)));
        if (Resolution.of(chosen).isEmpty()) {
            List<Check> found = checks(integrationId, begin, end, limit + 1);
            return found.size() <= limit
                    ? new Part(chosen, found, null)
                    : new Part(
                            chosen,
                            found.subList(0, limit),
                            found.get(limit - 1).at());
        }
        List<Summary> found = summaries(integrationId, chosen, begin, end, limit + 1);
        return found.size() <= limit
                ? new Part(chosen, found, null)
                : new Part(chosen, found.subList(0, limit), found.get(limit - 1).from());
    }

    private List<Check> checks(UUID integrationId, Instant from, Instant to, int limit) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Check.class))
                .createQuery("""
                        select checked_at as at, healthy, latency_ms, category, message from bactrian.health_checks
                        where integration_id = :integration and checked_at >= :from and checked_at < :to
                        order by checked_at desc limit :limit
                        """)
                .bind("integration", integrationId)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .mapTo(Check.class)
                .list());
    }

    private List<Summary> summaries(UUID integrationId, String resolution, Instant from, Instant to, int limit) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Summary.class))
                .createQuery("""
                        select from_at as "from", checks, healthy, minimum_ms, average_ms, maximum_ms, p95_ms,
                               categories::text as categories
                        from bactrian.health_rollups
                        where integration_id = :integration and resolution = :resolution
                            and from_at >= :from and from_at < :to
                        order by from_at desc limit :limit
                        """)
                .bind("integration", integrationId)
                .bind("resolution", resolution)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .mapTo(Summary.class)
                .list());
    }
}
