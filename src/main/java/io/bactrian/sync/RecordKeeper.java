package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.store.Merged;
import io.bactrian.store.Quarantine;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Slab;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.cut.Cut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Stores the records of a walk's pages: gathers pages until a transaction is worth its commit, then writes what differs
 * together with everything that must hold with it.
 */
public final class RecordKeeper implements Keeper {
    /** Measured: a commit per page costs a fifth more than one per 4 MB; more than that only costs memory. */
    private static final int BYTES_PER_TRANSACTION = 4_000_000;

    private static final long NANOS_PER_TRANSACTION = 1_000_000_000L;

    private final RecordStore store;
    private final Run run;
    private final String stream;
    private final boolean keepsRecords;
    private final Alongside alongside;
    private final List<Page> kept = new ArrayList<>();
    private long bytes;
    private long since;
    private boolean isAtOnce;
    private Set<String> untouched = Set.of();

    /** @param alongside what else is written with the pages: position, ids of a census, completed parents */
    public RecordKeeper(RecordStore store, Run run, String stream, Alongside alongside) {
        this(store, run, stream, true, alongside);
    }

    /** @param keepsRecords whether the records are stored, as opposed to what is written alongside only */
    RecordKeeper(RecordStore store, Run run, String stream, boolean keepsRecords, Alongside alongside) {
        this.keepsRecords = keepsRecords;
        this.store = store;
        this.run = run;
        this.stream = stream;
        this.alongside = alongside;
    }

    /** Stores page by page, where what is asked next depends on what is stored. */
    RecordKeeper atOnce(boolean wanted) {
        isAtOnce = wanted;
        return this;
    }

    /** Takes what comes of these streams for new, as nothing was held of them before. */
    RecordKeeper into(Set<String> untouched) {
        this.untouched = untouched;
        return this;
    }

    @Override
    public void keep(Page page) {
        if (kept.isEmpty()) {
            since = System.nanoTime();
        }
        kept.add(page);
        bytes += page.answer().length();
        if (isAtOnce || bytes >= BYTES_PER_TRANSACTION || System.nanoTime() - since >= NANOS_PER_TRANSACTION) {
            store(false);
        }
    }

    @Override
    public void finish(boolean complete) {
        if (complete || !kept.isEmpty()) {
            store(complete);
        }
    }

    @Override
    public void abandon() {
        kept.forEach(Page::release);
        kept.clear();
        bytes = 0;
    }

    private void store(boolean complete) {
        ToldChildren.leaveToNewest(kept);
        List<Slab> slabs = keepsRecords
                ? kept.stream().flatMap(page -> page.cut().slabs().stream()).toList()
                : List.of();
        try {
            store.merge(run.lease(), run.revision(), slabs, untouched, (handle, merged) -> {
                if (keepsRecords) {
                    quarantine(handle, merged);
                    unmapped(handle);
                }
                alongside.write(handle, List.copyOf(kept), merged, complete);
                count(handle, merged);
            });
        } finally {
            // What failed is read again and not stored again: whoever writes alongside has counted these pages already.
            abandon();
        }
    }

    private void quarantine(Handle handle, Merged merged) {
        for (Page page : kept) {
            Cut telling = page.cut().withoutPartsOf(stream, merged.older(stream));
            for (Unstorable bad : telling.unstorable()) {
                merged.addUnstorable(bad.stream(), Quarantine.add(handle, run.integrationId(), bad));
            }
        }
    }

    private void unmapped(Handle handle) {
        kept.stream()
                .flatMap(page -> page.cut().unmapped().stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
                .forEach((what, count) -> Progress.gap(
                        handle, run.id(), what.stream(), new Gap("unmapped", count, what.to() + ": " + what.reason())));
    }

    /** Requests and bytes are the stream's own, whatever children came with them. */
    private void count(Handle handle, Merged merged) {
        Set<String> streams = new TreeSet<>(merged.streams().keySet());
        if (!kept.isEmpty()) {
            streams.add(stream);
        }
        for (String counted : streams) {
            boolean own = counted.equals(stream);
            Merged.Counts counts = merged.of(counted);
            Progress.add(handle, run.id(), counted, counts.total(), counts, own ? kept.size() : 0, own ? bytes : 0);
        }
    }

    /** Writes in the transaction that stores some pages. */
    @FunctionalInterface
    public interface Alongside {
        /** @param complete whether these are the last pages of the walk */
        void write(Handle handle, List<Page> pages, Merged merged, boolean complete);
    }
}
