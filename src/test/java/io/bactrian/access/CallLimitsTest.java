package io.bactrian.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    private final Ticking clock = new Ticking();
    private final CallLimits limits = new CallLimits("limits.key-per-minute", 60, clock);

    @Test
    void aMinutesCallsMayComeAtOnce() {
        assertThat(taken("ada", 60)).isEqualTo(60);
        assertThat(limits.take("ada")).contains(Duration.ofSeconds(1));
    }

    @Test
    void theyComeBackEvenly() {
        taken("ada", 60);

        clock.now = clock.now.plusSeconds(10);

        assertThat(taken("ada", 60)).isEqualTo(10);
    }

    @Test
    void whatIsRefusedTakesNothing() {
        taken("ada", 1000);

        clock.now = clock.now.plusSeconds(1);

        assertThat(limits.take("ada")).isEmpty();
    }

    @Test
    void eachCallerHasHisOwn() {
        taken("ada", 60);

        assertThat(taken("bob", 60)).isEqualTo(60);
    }

    @Test
    void afterARestAMinutesCallsAreAllThereIs() {
        taken("ada", 60);

        clock.now = clock.now.plus(Duration.ofHours(1));

        assertThat(taken("ada", 100)).isEqualTo(60);
    }

    @Test
    void zeroIsNoLimit() {
        CallLimits none = new CallLimits("limits.key-per-minute", 0, clock);

        assertThat(IntStream.range(0, 10_000).allMatch(call -> none.take("ada").isEmpty()))
                .isTrue();
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallLimits("limits.key-per-minute", -1, clock))
                .withMessageContaining("limits.key-per-minute");
    }

    private long taken(String caller, int calls) {
        return IntStream.range(0, calls)
                .filter(call -> limits.take(caller).isEmpty())
                .count();
    }

    /** A clock that goes when it is told to. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-03-01T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
