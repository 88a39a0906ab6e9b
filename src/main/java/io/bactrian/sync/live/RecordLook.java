package io.bactrian.sync.live;

import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords.Stored;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.mirror.MirroredRecord;
import io.bactrian.tool.StreamDeclaration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one record out of an answer, holds it against its copy, and stores nothing. */
final class RecordLook implements Keeper {
    private final StreamDeclaration stream;
    private final String id;
    private final @Nullable MirroredRecord copy;
    private @Nullable Found found;
    private String missed = "";

    RecordLook(StreamDeclaration stream, String id, @Nullable MirroredRecord copy) {
        this.stream = stream;
        this.id = id;
        this.copy = copy;
    }

    /** The record as the tool has it, without what is not stored of it either. */
    record Found(String raw, @Nullable Instant changedAt, List<Difference> differences) {}

    @Nullable
    Found found() {
        return found;
    }

    @Nullable
    MirroredRecord copy() {
        return copy;
    }

    /** What the tool told in place of the record; empty when it told nothing. */
    String missed() {
        return missed;
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            Cut cut = page.cut();
            for (Slab slab : cut.slabs()) {
                if (slab.stream().equals(stream.name())) {
                    look(slab);
                }
            }
            if (found == null && missed.isEmpty()) {
                missed = missed(cut);
            }
        } finally {
            page.release();
        }
    }

    private void look(Slab slab) throws ToolFailure {
        for (Row row : slab.rows()) {
            if (row.id().equals(id)) {
                found = new Found(raw(slab, row), row.isVersioned() ? row.changedAt() : null, differences(slab, row));
            } else {
                missed = "it is known there by the id " + row.id();
            }
        }
    }

    private static String raw(Slab slab, Row row) {
        return new String(slab.raw(), row.rawFrom(), row.rawTo() - row.rawFrom(), StandardCharsets.UTF_8);
    }

    private List<Difference> differences(Slab slab, Row row) throws ToolFailure {
        return copy == null
                ? List.of()
                : new RecordComparison(stream.volatileParts())
                        .differences(slab, row, new Stored(id, copy.raw(), copy.changedAt()));
    }

    private static String missed(Cut cut) {
        if (!cut.unstorable().isEmpty()) {
            return "it holds what the database refuses: "
                    + cut.unstorable().get(0).reason();
        }
        return cut.records() > 0 ? "what has this id there belongs to another stream" : "";
    }

    @Override
    public void finish(boolean complete) {
        // One record is looked at, and nothing is held back.
    }

    @Override
    public void abandon() {
        // The page gives its buffers back itself.
    }
}
