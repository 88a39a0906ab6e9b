package io.bactrian.sync.remap;

import io.bactrian.run.Run;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The stored records of some streams in batches, each fetched when the one before is mapped; none follows one that failed. */
final class Batches implements Iterator<Batch> {
    private final Run run;
    private final Iterator<StoredStream> streams;
    private final MappedStreams mapped;
    private final StoredRecords records;
    private @Nullable Batch last;
    private boolean isFetching;

    Batches(Run run, List<StoredStream> streams, MappedStreams mapped, StoredRecords records) {
        this.run = run;
        this.streams = streams.iterator();
        this.mapped = mapped;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        boolean failed = isFetching || (last != null && last.hasFailed());
        boolean within = last != null && !last.stored().isEmpty();
        return !failed && !run.mustYield() && (within || streams.hasNext());
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        // A splitter asks on after an exception: what could not be fetched ends the batches.
        isFetching = true;
        StoredStream stream = last == null || last.stored().isEmpty() ? streams.next() : last.stream();
        String position = mapped.find(run.integrationId(), stream.name())
                .map(MappedStreams.Mapped::position)
                .orElse(null);
        last = new Batch(
                run,
                stream,
                records.behind(
                        run.integrationId(), stream.name(), position, stream.parentTable(), stream.parentColumn()));
        isFetching = false;
        return last;
    }
}
