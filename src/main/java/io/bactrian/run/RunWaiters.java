package io.bactrian.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Those who wait for runs: few at once, since each holds a thread of the server, and none once the service stops. */
final class RunWaiters {
    /** Of the twenty threads that the server answers with, so that most are always free. */
    static final int MOST = 8;

    private final RunRepository repository;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST);
    private final Object ended = new Object();
    private boolean stopped;

    RunWaiters(RunRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Returns when a run is over or gone, at the latest after the time given; at once when all places are taken. */
    void awaitEnd(UUID runId, Duration atMost) {
        if (places.tryAcquire()) {
            try {
                await(runId, clock.instant().plus(atMost));
            } finally {
                places.release();
            }
        }
    }

    private void await(UUID runId, Instant until) {
        try {
            synchronized (ended) {
                while (!stopped && isUnderWay(runId) && clock.instant().isBefore(until)) {
                    // Another process may do the run, so the database is asked now and then without being woken.
                    ended.wait(Math.min(
                            1000,
                            Math.max(1, Duration.between(clock.instant(), until).toMillis())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a run has ended here, a second at most; tells whether it may be waited on. */
    boolean awaitSomeEnd() {
        try {
            synchronized (ended) {
                ended.wait(1000);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells those who wait that a run has ended. */
    void ended() {
        synchronized (ended) {
            ended.notifyAll();
        }
    }

    /** Lets nobody wait any longer. */
    void stop() {
        synchronized (ended) {
            stopped = true;
            ended.notifyAll();
        }
    }

    private boolean isUnderWay(UUID runId) {
        return repository.find(runId).filter(run -> run.endedAt() == null).isPresent();
    }
}
