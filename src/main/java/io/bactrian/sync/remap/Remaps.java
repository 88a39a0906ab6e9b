package io.bactrian.sync.remap;

import io.bactrian.consistency.Gap;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Slab;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.remap.MappedStreams.Mapped;
import io.bactrian.tool.StreamDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Maps stored records anew where the mapping, or what is private, has changed; batch by batch, from the last one done. */
public final class Remaps {
    private final WalkFactory factory;
    private final RecordStore store;
    private final Runs runs;
    private final MappedStreams mapped;
    private final StoredRecords records;

    public Remaps(WalkFactory factory, RecordStore store, Runs runs, Jdbi jdbi) {
        this.factory = factory;
        this.store = store;
        this.runs = runs;
        this.mapped = new MappedStreams(jdbi);
        this.records = new StoredRecords(jdbi);
    }

    /** The batches still to be mapped. */
    public Iterator<Batch> batches(@ExchangeProperty("run") Run run) {
        List<StoredStream> streams = new ArrayList<>();
        for (StreamDeclaration stream : run.destination().tool().streams().values()) {
            streams.add(new StoredStream(stream, null));
            stream.children().values().forEach(child -> streams.add(new StoredStream(child.record(), child)));
        }
        streams.removeIf(stream -> !isToBeMapped(run, stream));
        return new Batches(run, streams, mapped, records);
    }

    private boolean isToBeMapped(Run run, StoredStream stream) {
        UUID integration = run.integrationId();
        String wanted = stream.fingerprint();
        Mapped before = mapped.find(integration, stream.name()).orElse(null);
        if (before != null && wanted.equals(before.nextMapping())) {
            return true;
        }
        if (before != null && before.nextMapping() == null && wanted.equals(before.mapping())) {
            return false;
        }
        boolean isNew = before == null && mapped.isEmpty(integration, stream.name());
        Mapped next = isNew
                ? new Mapped(wanted, null, null)
                : new Mapped(before == null ? "" : before.mapping(), wanted, null);
        store.write(run.lease(), handle -> {
            mapped.write(handle, integration, stream.name(), next);
            if (!isNew && stream.declaration().treatment().isPrivate()) {
                StoredRecords.forgetFindings(handle, integration, stream.name());
            }
        });
        return !isNew;
    }

    /** Maps a batch and notes how far the stream has come, in one transaction. */
    public void map(@Body Batch batch) {
        try {
            mapAnew(batch);
            batch.run().progressed();
        } catch (RuntimeException e) {
            batch.fail();
            throw e;
        }
    }

    private void mapAnew(Batch batch) {
        Run run = batch.run();
        StoredStream stream = batch.stream();
        if (batch.stored().isEmpty()) {
            Mapped whole = new Mapped(stream.fingerprint(), null, null);
            store.write(run.lease(), handle -> mapped.write(handle, run.integrationId(), stream.name(), whole));
            runs.note(run, "remapped", stream.name(), null);
        } else {
            factory.stored(run, stream.cuttable(), stream.answer(batch.stored()), cut -> store(batch, cut));
        }
    }

    private void store(Batch batch, Cut cut) {
        Run run = batch.run();
        String name = batch.stream().name();
        Mapped before = mapped.find(run.integrationId(), name).orElseThrow();
        String last = batch.stored().get(batch.stored().size() - 1).externalId();
        List<Slab> own =
                cut.slabs().stream().filter(slab -> slab.stream().equals(name)).toList();
        store.merge(run.lease(), run.revision(), own, (handle, merged) -> {
            StoredRecords.restore(
                    handle,
                    run.integrationId(),
                    name,
                    batch.stream().declaration().entity(),
                    batch.stored());
            note(handle, run, name, cut);
            mapped.write(handle, run.integrationId(), name, new Mapped(before.mapping(), before.nextMapping(), last));
        });
    }

    private static void note(Handle handle, Run run, String stream, Cut cut) {
        for (Unstorable bad : cut.unstorable()) {
            if (bad.stream().equals(stream)) {
                String raw = new String(bad.raw(), StandardCharsets.UTF_8);
                StoredRecords.replaceRaw(handle, run.integrationId(), stream, bad.id(), raw);
                Progress.gap(handle, run.id(), stream, new Gap("unmapped", 1, bad.reason()));
            }
        }
        for (Cut.Unmapped what : cut.unmapped()) {
            if (what.stream().equals(stream)) {
                Progress.gap(handle, run.id(), stream, new Gap("unmapped", 1, what.to() + ": " + what.reason()));
            }
        }
    }
}
