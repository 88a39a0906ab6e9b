package io.bactrian.wiring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Says that the service is not ready while its database does not answer, without waiting for it. */
final class DatabaseReadiness extends AbstractHealthCheck implements AutoCloseable {
    /** Whoever asks wants to know within a second. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final Jdbi jdbi;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(new Threads("database-readiness"));
    private @Nullable Future<?> question;

    DatabaseReadiness(Jdbi jdbi) {
        super("database");
        this.jdbi = jdbi;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            builder.up();
        } catch (TimeoutException e) {
            builder.message("the database does not answer").down();
        } catch (ExecutionException e) {
            builder.message("the database cannot be reached").down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.message("the service stops").down();
        }
    }

    /** The question under way, so that however many ask, one connection waits. */
    private synchronized Future<?> asked() {
        Future<?> last = question;
        if (last == null || last.isDone()) {
            last = asking.submit(() -> jdbi.useHandle(handle -> handle.execute("select 1")));
            question = last;
        }
        return last;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
