package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Calls are planned within a tool's limits, and what is remembered for that stays small. */
class BudgetsTest {
    private static final String BASE = "https://tool.example";
    private static final UUID CONNECTION = UUID.randomUUID();

    private final Hand clock = new Hand();

    private Budgets budgets(int requests, boolean perEndpoint) {
        Destination destination = CallBench.destination(
                BASE, List.of(), Map.of("burst", new Limit(requests, Duration.ofSeconds(1), perEndpoint, null, null)));
        return new Budgets(id -> destination, Duration.ZERO, clock);
    }

    private static void take(Budgets budgets, String path) throws ToolFailure {
        budgets.take(CONNECTION.toString(), BASE + path);
    }

    @Test
    void whatABucketHoldsIsTakenAtOnceAndNotMore() throws ToolFailure {
        Budgets budgets = budgets(2, true);
        take(budgets, "/a");
        take(budgets, "/a?page=2");

        assertThatThrownBy(() -> take(budgets, "/a?page=3")).isInstanceOf(ToolFailure.RateLimitFailure.class);
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
