package io.bactrian.usage;

import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Tally;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Counts the requests of this process in memory and writes them down now and then, so that no call waits for the database. */
public final class Traffic implements Tally {
    private final Jdbi jdbi;
    private final Clock clock;
    private final Map<Source, Amount> counted = new ConcurrentHashMap<>();

    public Traffic(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    private record Source(LocalDate day, String tool, UUID connectionId) {}

    private record Amount(long requests, long bytes) {
        Amount plus(Amount other) {
            return new Amount(requests + other.requests, bytes + other.bytes);
        }
    }

    @Override
    public void asked(Destination destination) {
        counted.merge(source(destination), new Amount(1, 0), Amount::plus);
    }

    @Override
    public void answered(Destination destination, long bytes) {
        counted.merge(source(destination), new Amount(0, bytes), Amount::plus);
    }

    private Source source(Destination destination) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Source(day, destination.tool().name(), destination.connectionId());
    }

    /** Writes down what has been counted since the last time; what cannot be written is kept for the next. */
    public void write() {
        Map<Source, Amount> taken = take();
        try {
            if (!taken.isEmpty()) {
                insert(taken);
            }
        } catch (RuntimeException e) {
            taken.forEach((source, amount) -> counted.merge(source, amount, Amount::plus));
            throw e;
        }
    }

    private Map<Source, Amount> take() {
        Map<Source, Amount> taken = new HashMap<>();
        for (Source source : counted.keySet()) {
            taken.computeIfAbsent(source, counted::remove);
        }
        return taken;
    }

    private void insert(Map<Source, Amount> amounts) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into bactrian.usage (day, tool, integration_id, requests, bytes)
                    values (:day, :tool, :connectionId, :requests, :bytes)
                    """);
            amounts.forEach((source, amount) -> batch.bind("day", source.day())
                    .bind("tool", source.tool())
                    .bind("connectionId", source.connectionId())
                    .bind("requests", amount.requests())
                    .bind("bytes", amount.bytes())
                    .add());
            batch.execute();
        });
    }
}
