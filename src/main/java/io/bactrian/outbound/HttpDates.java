package io.bactrian.outbound;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times, waits and counts as HTTP headers write them. */
final class HttpDates {
    /** A tool that asks for more is asked again after this. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private HttpDates() {}

    static Optional<Instant> parse(@Nullable String date) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** The wait that {@code Retry-After} asks for, in seconds or until a date; none when it is missing, past or nonsense. */
    static Optional<Duration> retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> wait = value.trim().matches("\\d+")
                ? Optional.of(seconds(value.trim()))
                : parse(value).map(until -> Duration.between(now, until));
        return wait.filter(duration -> !duration.isNegative() && !duration.isZero())
                .map(duration -> duration.compareTo(LONGEST) > 0 ? LONGEST : duration);
    }

    /** How long it is until an instant (ISO, or seconds since 1970), or so many seconds; none when it is missing, past or nonsense. */
    static Optional<Duration> until(@Nullable String instant, Instant now) {
        if (instant != null && instant.trim().matches("\\d{1,6}")) {
            return retryAfter(instant, now);
        }
        try {
            return Optional.ofNullable(instant)
                    .map(text -> Duration.between(now, instant(text.trim())))
                    .filter(wait -> !wait.isNegative() && !wait.isZero())
                    .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return text.matches("\\d{7,11}")
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : OffsetDateTime.parse(text).toInstant();
    }

    /** A count; none when it is missing or nonsense. */
    static Optional<Long> number(@Nullable String value) {
        return Optional.ofNullable(value)
                .map(String::trim)
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private static Duration seconds(String digits) {
        BigInteger longest = BigInteger.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(new BigInteger(digits).min(longest).longValueExact());
    }
}
