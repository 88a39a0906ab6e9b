package io.bactrian.simulate.asana;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What a token may ask for: so many requests in a minute, so many searches, so many at a time. */
final class Limits {
    private static final int SEARCHES = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Semaphore reads;
    private final Duration answering;
    private Instant since = Instant.EPOCH;
    private int taken;
    private int searched;

    Limits(AsanaSettings settings) {
        perMinute = settings.allowance().perMinute();
        reads = new Semaphore(settings.allowance().concurrent());
        answering = settings.allowance().answering();
    }

    Answer within(Request request, Supplier<Answer> answer) {
        long wait = take(request, Instant.now());
        if (wait > 0) {
            return refused(wait);
        }
        if (!reads.tryAcquire()) {
            return refused(1);
        }
        try {
            LockSupport.parkNanos(answering.toNanos());
            return answer.get();
        } finally {
            reads.release();
        }
    }

    /** Counts a request; one too many is told how many seconds to wait, and counts as well. */
    synchronized long take(Request request, Instant now) {
        if (!now.isBefore(since.plus(MINUTE))) {
            since = now;
            taken = 0;
            searched = 0;
        }
        taken++;
        searched += request.path().endsWith("/search") ? 1 : 0;
        return taken > perMinute || searched > SEARCHES
                ? 1 + Duration.between(now, since.plus(MINUTE)).toSeconds()
                : 0;
    }

    private static Answer refused(long seconds) {
        return Refusal.tooMany().answer().with("Retry-After", Long.toString(seconds));
    }
}
