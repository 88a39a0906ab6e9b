package io.bactrian.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many calls each key and each address may make: a minute's worth at once, and then as they come in again evenly. */
public final class CallLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 50_000;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Taken> taken = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterWrite(MINUTE.multipliedBy(2))
            .build();

    /** @param perMinute 0 for no limit */
    public CallLimits(String setting, int perMinute, Clock clock) {
        if (perMinute < 0) {
            throw new IllegalArgumentException(setting + " must be 0 or more");
        }
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one call; how long to wait when there is none left. */
    public Optional<Duration> take(String caller) {
        if (perMinute == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Duration cost = MINUTE.dividedBy(perMinute);
        Taken after = taken.asMap().compute(caller, (same, before) -> Taken.next(before, now, cost));
        Duration over = Duration.between(now.plus(MINUTE), after.until().plus(cost));
        return after.refused() ? Optional.of(over) : Optional.empty();
    }

    /**
     * What a caller took.
     *
     * @param until when it would be used up, were his calls spread evenly
     * @param refused whether the last call was one too many, and took nothing
     */
    private record Taken(Instant until, boolean refused) {
        static Taken next(@Nullable Taken before, Instant now, Duration cost) {
            Instant from = before == null || before.until.isBefore(now) ? now : before.until;
            Instant until = from.plus(cost);
            return until.isAfter(now.plus(MINUTE)) ? new Taken(from, true) : new Taken(until, false);
        }
    }
}
