package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls are planned within a tool's limits, and what is remembered for that stays small. */
class BudgetsTest {
    private static final String BASE = "https://tool.example";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UUID CONNECTION = CallBench.CONNECTION;

    private final Hand clock = new Hand();

    private Budgets budgets(int requests, boolean perEndpoint) {
        Destination destination = destination(requests, perEndpoint);
        return new Budgets(id -> destination, Duration.ZERO, clock);
    }

    private static Destination destination(int requests, boolean perEndpoint) {
        Limit limit = new Limit(
                requests, Duration.ofSeconds(1), 0, "", perEndpoint, "X-RateLimit-Remaining", "X-RateLimit-Reset");
        return CallBench.destination(BASE, List.of(), Map.of("burst", limit));
    }

    private void answered(Budgets budgets, String path, String remaining, String reset) {
        budgets.learn(
                destination(100, true),
                path,
                Scope.ENDPOINT,
                Map.of("x-ratelimit-remaining", remaining, "x-ratelimit-reset", reset),
                clock.instant());
    }

    private static void take(Budgets budgets, String path) throws ToolFailure {
        budgets.take(CONNECTION.toString(), BASE + path);
    }

    @Test
    void whatIsForgottenIsNotWaitedForAndTakesNoPlace() throws ToolFailure {
        Budgets budgets = budgets(1, true);
        take(budgets, "/a");
        budgets.learn(destination(1, true), "/a", Scope.CONNECTION, Map.of("retry-after", "60"), clock.instant());

        budgets.forget(CONNECTION.toString());

        assertThat(budgets.held()).isZero();
        assertThatCode(() -> take(budgets, "/a")).doesNotThrowAnyException();
    }

    @Test
    void aWaitOfOneEndpointLeavesTheOthersAlone() {
        Budgets budgets = budgets(100, true);

        budgets.learn(destination(100, true), "/a/17/x", Scope.ENDPOINT, Map.of("retry-after", "60"), clock.instant());

        assertThatThrownBy(() -> take(budgets, "/a/18/x")).isInstanceOf(ToolFailure.RateLimitFailure.class);
        assertThatCode(() -> take(budgets, "/a/17/y")).doesNotThrowAnyException();
    }

    @Test
    void aWaitOfTheConnectionHoldsEverything() {
        Budgets budgets = budgets(100, true);

        budgets.learn(destination(100, true), "/a", Scope.CONNECTION, Map.of("retry-after", "60"), clock.instant());

        assertThatThrownBy(() -> take(budgets, "/b")).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void pointsThatAreUsedUpAreWaitedForAsTheirStructuredHeaderTells() throws ToolFailure {
        Limit points = new Limit(500_000, Duration.ofHours(1), 0, "", false, "RateLimit;r", "RateLimit;t");
        Destination destination = CallBench.destination(BASE, List.of(), Map.of("points", points));
        Budgets budgets = new Budgets(id -> destination, Duration.ZERO, clock);
        take(budgets, "/a");

        budgets.learn(
                destination,
                "/a",
                Scope.CONNECTION,
                Map.of("ratelimit", "\"tenant-app-quota\";r=0;t=60"),
                clock.instant());

        assertThatThrownBy(() -> take(budgets, "/b"))
                .isInstanceOfSatisfying(
                        ToolFailure.RateLimitFailure.class,
                        failure -> assertThat(failure.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isBetween(MINUTE, MINUTE.plusSeconds(1))));
    }

    @Test
    void whatABucketHoldsIsTakenAtOnceAndNotMore() throws ToolFailure {
        Budgets budgets = budgets(2, true);
        take(budgets, "/a");
        take(budgets, "/a?page=2");

        assertThatThrownBy(() -> take(budgets, "/a?page=3")).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void aBudgetIsSpentOnThePathsThatItNames() throws ToolFailure {
        Limit limit = new Limit(1, MINUTE, 0, "/members/", false, null, null);
        Destination destination = CallBench.destination(BASE, List.of(), Map.of("members", limit));
        Budgets budgets = new Budgets(id -> destination, Duration.ZERO, clock);
        take(budgets, "/members/me");

        take(budgets, "/boards/1/members");
        assertThatThrownBy(() -> take(budgets, "/members/me/boards")).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void tokensComeBackWithTime() throws ToolFailure {
        Budgets budgets = budgets(1, false);
        take(budgets, "/a");

        clock.move(Duration.ofSeconds(1));

        take(budgets, "/b");
        assertThatThrownBy(() -> take(budgets, "/c")).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void aBudgetThatOthersHaveUsedUpIsLeftAloneUntilItIsReset() throws ToolFailure {
        Budgets budgets = budgets(100, true);
        take(budgets, "/a");

        answered(budgets, "/a", "0", "2026-03-01T10:01Z");

        assertThatThrownBy(() -> take(budgets, "/a"))
                .isInstanceOfSatisfying(
                        ToolFailure.RateLimitFailure.class,
                        failure -> assertThat(failure.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isBetween(MINUTE, MINUTE.plusSeconds(1))));
    }

    @Test
    void aBudgetIsUsedAgainOnceItIsReset() throws ToolFailure {
        Budgets budgets = budgets(100, true);
        answered(budgets, "/a", "0", "2026-03-01T10:01Z");

        clock.move(MINUTE.plusSeconds(1));

        assertThatCode(() -> take(budgets, "/a")).doesNotThrowAnyException();
    }

    @Test
    void theOtherEndpointsKeepTheirBudgets() {
        Budgets budgets = budgets(100, true);

        answered(budgets, "/a", "0", "2026-03-01T10:01Z");

        assertThatCode(() -> take(budgets, "/b")).doesNotThrowAnyException();
    }

    @Test
    void noMoreIsTakenThanTheToolSaysIsLeft() throws ToolFailure {
        Budgets budgets = budgets(100, true);
        answered(budgets, "/a", "1", "2026-03-01T10:01Z");

        take(budgets, "/a");

        assertThatThrownBy(() -> take(budgets, "/a")).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @ParameterizedTest
    @CsvSource({"many, 2026-03-01T10:01Z", "-1, 2026-03-01T10:01Z", "0, soon", "0, 2026-03-01T09:59Z"})
    void whatCannotBeTrueIsNotWaitedFor(String remaining, String reset) {
        Budgets budgets = budgets(100, true);
        answered(budgets, "/a", remaining, reset);

        clock.move(Duration.ofMillis(10));

        assertThatCode(() -> take(budgets, "/a")).doesNotThrowAnyException();
    }

    @Test
    void whoIsInterruptedDoesNotWaitForHisTurn() throws ToolFailure {
        Destination destination = destination(1, false);
        Budgets budgets = new Budgets(id -> destination, MINUTE, clock);
        take(budgets, "/a");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> take(budgets, "/b")).isInstanceOf(ToolFailure.RateLimitFailure.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void pathsWithIdsInThemAreForgottenOnceTheirBucketsAreFull() throws ToolFailure {
        Budgets budgets = budgets(1, true);

        for (int issue = 0; issue < 20_000; issue++) {
            take(budgets, "/issue/" + issue + "/comment");
            clock.move(Duration.ofMillis(10));
        }

        assertThat(budgets.held()).isLessThan(2000);
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
