package io.bactrian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.health.HealthHistory.Summary;
import io.bactrian.store.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRollupsIT {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:07:00Z");
    private static final Duration SPAN = Duration.ofDays(3);
    private static final int CHECKS = 2000;

    private FreshDatabase database;
    private UUID integration;

    @BeforeEach
    void create() {
        database = FreshDatabase.create();
        integration = database.integration();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private record Check(Instant at, boolean healthy, Long latencyMs, String category) {}

    private List<Check> someChecks(long seed) {
        Random random = new Random(seed);
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < CHECKS; i++) {
            Instant at = BEGIN.plusMillis((long) (random.nextDouble() * SPAN.toMillis()));
            checks.add(
                    random.nextInt(5) > 0
                            ? new Check(at, true, (long) random.nextInt(3000), null)
                            : new Check(at, false, null, random.nextBoolean() ? "timeout" : "network"));
        }
        store(checks);
        return checks;
    }

    private void store(List<Check> checks) {
        database.jdbi().useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into bactrian.health_checks (integration_id, healthy, latency_ms, category, checked_at)
                    values (:integration, :healthy, :latency, :category, :at)
                    """);
            checks.forEach(check -> batch.bind("integration", integration)
                    .bind("healthy", check.healthy())
                    .bind("latency", check.latencyMs())
                    .bind("category", check.category())
                    .bind("at", check.at())
                    .add());
            batch.execute();
        });
    }

    private HealthRollups at(Instant now) {
        return new HealthRollups(database.jdbi(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<?> summaries(Resolution resolution) {
        return new HealthHistory(database.jdbi(), Clock.systemUTC())
                .of(integration, BEGIN.minus(SPAN), BEGIN.plus(SPAN).plus(SPAN), resolution.word(), 100_000)
                .items();
    }

    private static List<Summary> naive(List<Check> checks, Resolution resolution, Instant until) {
        long width = resolution.width().toMillis();
        Map<Instant, List<Check>> spans = checks.stream()
                .collect(Collectors.groupingBy(
                        check -> Instant.ofEpochMilli(check.at().toEpochMilli() / width * width)));
        return spans.entrySet().stream()
                .filter(span -> !span.getKey().plusMillis(width).isAfter(until))
                .map(span -> summary(span.getKey(), span.getValue()))
                .sorted(Comparator.comparing(Summary::from).reversed())
                .toList();
    }

    private static Summary summary(Instant from, List<Check> checks) {
        List<Long> told = checks.stream()
                .filter(Check::healthy)
                .map(Check::latencyMs)
                .sorted()
                .toList();
        Map<String, Long> categories = checks.stream()
                .filter(check -> !check.healthy())
                .collect(Collectors.groupingBy(Check::category, TreeMap::new, Collectors.counting()));
        boolean none = told.isEmpty();
        return new Summary(
                from,
                checks.size(),
                told.size(),
                none ? null : told.get(0),
                none ? null : told.stream().mapToLong(Long::longValue).average().orElseThrow(),
                none ? null : told.get(told.size() - 1),
                none ? null : told.get((int) Math.ceil(told.size() * 0.95) - 1),
                categories.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private void assertThatAllIsAsCounted(Resolution resolution, List<Summary> counted) {
        assertThat(summaries(resolution))
                .usingRecursiveComparison()
                .withComparatorForType(Comparator.comparingLong(value -> Math.round(value * 1000)), Double.class)
                .isEqualTo(counted);
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void whatIsSummedUpIsWhatCountingOneByOneFinds(Resolution resolution) {
        List<Check> checks = someChecks(resolution.ordinal());

        at(BEGIN.plus(SPAN).plus(SPAN)).rollUp();

        assertThatAllIsAsCounted(resolution, naive(checks, resolution, Instant.MAX));
    }

    /** Each step is a transaction of its own, so that a crash leaves some done and others not. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nothingIsCountedTwiceHoweverOftenItIsInterrupted(long seed) {
        List<Check> checks = someChecks(seed);
        Random random = new Random(seed);
        Instant now = BEGIN;

        while (now.isBefore(BEGIN.plus(SPAN))) {
            now = now.plus(Duration.ofMinutes(1 + random.nextInt(300)));
            Resolution[] all = Resolution.values();
            for (int done = random.nextInt(all.length + 1); done > 0; done--) {
                at(now).advance(all[random.nextInt(all.length)]);
            }
        }
        at(BEGIN.plus(SPAN).plus(SPAN)).rollUp();
        at(BEGIN.plus(SPAN).plus(SPAN)).rollUp();

        for (Resolution resolution : Resolution.values()) {
            assertThatAllIsAsCounted(resolution, naive(checks, resolution, Instant.MAX));
        }
    }

    @Test
    void aSpanThatIsNotOverIsNotSummedUp() {
        store(List.of(new Check(BEGIN, true, 5L, null)));

        at(BEGIN.plus(Duration.ofMinutes(3))).rollUp();
        assertThat(summaries(Resolution.FIVE_MINUTES)).isEmpty();
        at(BEGIN.plus(Duration.ofMinutes(4))).rollUp();

        assertThat(summaries(Resolution.FIVE_MINUTES)).hasSize(1);
        assertThat(summaries(Resolution.HOUR)).isEmpty();
    }

    @Test
    void theFinestThatFitsIsShown() {
        assertThat(Resolution.fitting(Duration.ofHours(1))).isEqualTo("raw");
        assertThat(Resolution.fitting(Duration.ofDays(1))).isEqualTo("5m");
        assertThat(Resolution.fitting(Duration.ofDays(30))).isEqualTo("1h");
        assertThat(Resolution.fitting(Duration.ofDays(365))).isEqualTo("1d");
    }
}
