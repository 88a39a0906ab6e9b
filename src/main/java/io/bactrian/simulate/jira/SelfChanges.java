package io.bactrian.simulate.jira;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Changes a site by itself, as its people would. */
final class SelfChanges implements AutoCloseable {

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "simulator-changes");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts at once, unless the interval is zero. */
    SelfChanges(SimulatedSite site, Duration every) {
        if (!every.isZero()) {
            clockwork.scheduleAtFixedRate(
                    site::changeSomething, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
