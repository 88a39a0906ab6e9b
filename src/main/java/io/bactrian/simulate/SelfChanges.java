package io.bactrian.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Changes a simulated tool by itself, as its people would. With a journal of when it did, a tool of the same seed becomes again what it
 * was when it is started anew.
 */
public final class SelfChanges implements AutoCloseable {

    private final Supplier<Instant> clock;
    private final Consumer<Instant> change;
    private final Optional<Path> journal;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "simulator-changes");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Repeats what the journal says, then starts at once, unless the interval is zero.
     *
     * @param change changes something as it happens, or happened, at an instant
     */
    public SelfChanges(Supplier<Instant> clock, Consumer<Instant> change, Duration every, Optional<Path> journal) {
        this.clock = clock;
        this.change = change;
        this.journal = journal;
        journal.filter(Files::exists).ifPresent(this::repeat);
        if (!every.isZero()) {
            clockwork.scheduleAtFixedRate(this::change, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void repeat(Path file) {
        try {
            Files.readAllLines(file).forEach(line -> change.accept(Instant.parse(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of changes cannot be read", e);
        }
    }

    private void change() {
        Instant now = clock.get();
        // Noted first: a change that nobody saw does no harm, one that is forgotten would.
        journal.ifPresent(file -> note(file, now));
        change.accept(now);
    }

    private static void note(Path file, Instant now) {
        try {
            Files.write(file, List.of(now.toString()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of changes cannot be written", e);
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
