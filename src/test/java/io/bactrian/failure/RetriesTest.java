package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.FailureSettings.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited before a call is repeated. */
class RetriesTest {
    private static final Policy POLICY = new Policy(5, Duration.ofSeconds(1), 2, Duration.ofSeconds(10));

    private final Retries retries = new Retries(
            new FailureSettings(Map.of(FailureCategory.RATE_LIMIT, POLICY), Duration.ofSeconds(30)),
            new SimpleMeterRegistry());

    private Stream<Duration> delays(Duration told, int repetition) {
        ToolFailure failure = ToolFailure.of(FailureCategory.RATE_LIMIT, "refused", 429, told, null);
        return IntStream.range(0, 200).mapToObj(i -> retries.delay(failure, repetition));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 8000", "5, 10000"})
    void theWaitDoublesUpToTheLongestAndHasAtMostAFifthOfJitter(int repetition, long millis) {
        assertThat(delays(Duration.ZERO, repetition))
                .allSatisfy(delay -> assertThat(delay.toMillis()).isBetween(millis, millis * 12 / 10));
    }

    @Test
    void manyCallersDoNotComeBackTogether() {
        assertThat(delays(Duration.ZERO, 1).distinct().count()).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"7000, 7000", "1500, 1500", "5, 1000"})
    void whatTheToolAskedForIsTheShortestWaitThatCounts(long told, long millis) {
        assertThat(delays(Duration.ofMillis(told), 1))
                .allSatisfy(delay -> assertThat(delay.toMillis()).isBetween(millis, millis * 12 / 10));
    }
}
