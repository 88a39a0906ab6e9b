package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aDateIsReadAsHttpWritesIt() {
        assertThat(HttpDates.parse("Sun, 01 Mar 2026 10:00:00 GMT")).contains(NOW);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "2026-03-01T10:00:00Z", "Sun, 99 Mar 2026 10:00:00 GMT"})
    void whatIsNoDateIsNone(String date) {
        assertThat(HttpDates.parse(date)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | PT1S",
                "' 30 ' | PT30S",
                "0030 | PT30S",
                "Sun, 01 Mar 2026 10:01:00 GMT | PT1M",
                "Sun, 01 Mar 2026 12:01:00 +0200 | PT1M"
            })
    void retryAfterIsReadInSecondsAndAsADate(String value, Duration wait) {
        assertThat(HttpDates.retryAfter(value, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86401",
                "1000000000",
                "999999999999999999",
                "9223372036854775808",
                "99999999999999999999999999",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void retryAfterIsNeverLongerThanADay(String value) {
        assertThat(HttpDates.retryAfter(value, NOW)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "0", "-1", "-9223372036854775808", "1e9", "1.5", "later", "Sun, 01 Mar 2026 09:59:59 GMT"})
    void whatIsPastOrNonsenseAsksForNoWait(String value) {
        assertThat(HttpDates.retryAfter(value, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T10:02Z", "2026-03-01T12:02:00+02:00", "1772359320", "120"})
    void aLimitIsRenewedAtAnInstantOrInSoManySeconds(String told) {
        assertThat(HttpDates.until(told, NOW)).contains(Duration.ofMinutes(2));
    }
}
