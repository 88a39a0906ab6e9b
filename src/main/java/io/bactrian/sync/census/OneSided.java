package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.sync.Batch;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Ids that only one side lists, fetched from the database as they are needed. */
final class OneSided implements Iterator<Batch> {
    private final CensusIds ids;
    private final Run run;
    private final String stream;
    private final int size;
    private String last = "";
    private List<String> next = List.of();
    private boolean isOver;

    OneSided(CensusIds ids, Run run, String stream, int size) {
        this.ids = ids;
        this.run = run;
        this.stream = stream;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !isOver) {
            next = ids.oneSided(run.integrationId(), stream, last, size);
            isOver = next.isEmpty();
        }
        return !next.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = new Batch(run.destination().values(), next);
        last = next.get(next.size() - 1);
        next = List.of();
        return batch;
    }
}
