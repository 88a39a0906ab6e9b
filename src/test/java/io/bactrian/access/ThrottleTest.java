package io.bactrian.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How many wrong keys an address may present. */
class ThrottleTest {
    private final HeldClock clock = new HeldClock();
    private final Throttle throttle = new Throttle(2, Duration.ofMinutes(1), clock);

    @Test
    void asManyAsAllowedAreNotHeldUp() {
        throttle.wrong("a");

        assertThat(throttle.wrong("a")).isEmpty();
    }

    @Test
    void oneMoreHasToWaitUntilTheMinuteIsOver() {
        throttle.wrong("a");
        clock.now = clock.now.plusSeconds(20);
        throttle.wrong("a");

        assertThat(throttle.wrong("a")).contains(Duration.ofSeconds(40));
    }

    @Test
    void theNextMinuteCountsAnew() {
        throttle.wrong("a");
        throttle.wrong("a");
        throttle.wrong("a");
        clock.now = clock.now.plusSeconds(60);

        assertThat(throttle.wrong("a")).isEmpty();
    }

    @Test
    void anotherAddressIsCountedApart() {
        throttle.wrong("a");
        throttle.wrong("a");
        throttle.wrong("a");

        assertThat(throttle.wrong("b")).isEmpty();
    }

    /** A clock that stands still until it is set. */
    private static final class HeldClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

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
