package io.bactrian.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts the wrong keys of each address, and says when there were too many. */
public final class Throttle {
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Duration per;
    private final Clock clock;
    private final Cache<String, Count> counts;

    public Throttle(int most, Duration per, Clock clock) {
        this.most = most;
        this.per = per;
        this.clock = clock;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(per)
                .build();
    }

    /** Ten wrong keys a minute: enough for a person, useless for guessing. */
    public static Throttle standard(Clock clock) {
        return new Throttle(10, Duration.ofMinutes(1), clock);
    }

    /** Notes a wrong key; how long the address has to wait when it was one too many. */
    public Optional<Duration> wrong(String address) {
        Instant now = clock.instant();
        Count count = counts.asMap()
                .compute(
                        address,
                        (same, before) -> before == null || !now.isBefore(before.until)
                                ? new Count(1, now.plus(per))
                                : new Count(before.wrong + 1, before.until));
        return count.wrong > most ? Optional.of(Duration.between(now, count.until)) : Optional.empty();
    }

    /** How many were wrong, and until when they count. */
    private record Count(int wrong, Instant until) {}
}
