package io.bactrian.simulate.github;

import io.bactrian.simulate.Answer;
import java.time.Duration;
import java.time.Instant;

/** Counts requests against the limit of an hour, tells on every answer what is left, and now and then finds requests too frequent. */
final class Quota {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private Instant since = Instant.EPOCH;
    private int taken;
    private int refused;
    private int refusal;

    Quota(int most) {
        this.most = most;
    }

    /** Refuses the next so many requests as too frequent, with a status of 403 or 429. */
    synchronized void refuse(int count, int status) {
        refused = count;
        refusal = status;
    }

    synchronized void take(Instant now) {
        if (refused > 0) {
            refused--;
            throw Refusal.secondaryLimit(refusal, 1);
        }
        if (!now.isBefore(since.plus(HOUR))) {
            since = now;
            taken = 0;
        }
        if (taken >= most) {
            throw Refusal.of(403, "API rate limit exceeded for user ID 1.");
        }
        taken++;
    }

    /** A request whose answer the caller had already is not counted. */
    synchronized void giveBack() {
        taken--;
    }

    synchronized Answer told(Answer answer) {
        return answer.with("X-RateLimit-Limit", Integer.toString(most))
                .with("X-RateLimit-Remaining", Integer.toString(most - taken))
                .with("X-RateLimit-Used", Integer.toString(taken))
                .with("X-RateLimit-Reset", Long.toString(since.plus(HOUR).getEpochSecond()))
                .with("X-RateLimit-Resource", "core");
    }
}
