package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.sync.Batch;
import io.bactrian.sync.census.CensusIds.Listed;
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
    private List<Listed> next = List.of();
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
        List<String> some = next.stream().map(Listed::externalId).toList();
        // Several may be of several parents, and an answer does not tell.
        String parent = next.size() == 1 ? next.get(0).partition() : "";
        last = some.get(some.size() - 1);
        next = List.of();
        return new Batch(run.destination().values(), some, parent);
    }
}
