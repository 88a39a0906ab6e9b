package io.bactrian.validation;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.CensusKind;
import io.bactrian.consistency.Gap;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Certificates;
import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Batch;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.StreamPlan;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.census.Census;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.CensusDeclaration;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Validates a stream without touching a record of it: list it, compare what is to be compared, look again at what seems to
 * differ, and keep what was found.
 */
public final class Validations {
    /** Gap of records that the tool changed after they were last read. */
    static final String NOT_YET_SYNCED = "not_yet_synced";

    static final String QUARANTINED = "quarantined";
    static final String NOT_COMPARED = "not_compared";
    private static final int USUAL_SAMPLE = 100;

    private final WalkFactory factory;
    private final RecordStore store;
    private final StoredRecords records;
    private final SeenIds seen;
    private final Census census;
    private final Runs runs;

    public Validations(WalkFactory factory, RecordStore store, Jdbi jdbi, Census census, Runs runs) {
        this.factory = factory;
        this.store = store;
        this.records = new StoredRecords(jdbi);
        this.seen = new SeenIds(jdbi);
        this.census = census;
        this.runs = runs;
    }

    /** Begins with a stream, from its beginning when an interrupted look was not concluded. */
    public StreamValidation open(@Body StreamPlan plan) {
        Run run = plan.run();
        String stream = plan.stream().name();
        boolean due = plan.stream().isKept() && !run.mustYield() && !runs.isStreamConcluded(run, stream);
        if (due) {
            store.write(run.lease(), handle -> {
                seen.clear(handle, run, stream);
                Findings.clear(handle, run, stream);
                for (String child : plan.stream().children().keySet()) {
                    seen.clear(handle, run, FirstLook.cutShort(child));
                    Findings.clear(handle, run, child);
                }
            });
        }
        return new StreamValidation(plan, due);
    }

    /** The tool's list: its ids alone, or every record. */
    public Walk list(@ExchangeProperty("validation") StreamValidation validation) {
        Run run = validation.run();
        StreamDeclaration stream = validation.stream();
        CensusDeclaration declared = stream.census();
        if (validation.isRead() || declared == null) {
            FirstLook reading = firstLook(validation, true, run.mode() == RunMode.FULL ? stream.children() : Map.of());
            validation.reading = reading;
            return factory.whole(run, stream, reading);
        }
        Listing listing = new Listing(store, seen, run, stream.name());
        validation.listing = listing;
        return factory.census(run, stream, declared, listing);
    }

    private FirstLook firstLook(StreamValidation validation, boolean isListing, Map<String, ChildStream> compared) {
        Run run = validation.run();
        StreamDeclaration stream = validation.stream();
        ChildLook children = new ChildLook(records, run, stream.name(), compared, seen.readUpTo(run, stream.name()));
        validation.children = children;
        RecordComparison comparison = new RecordComparison(stream.volatileParts());
        return new FirstLook(store, records, seen, comparison, run, stream.name(), isListing, children);
    }

    /** One walk for each child stream that pages cut short, over the records whose children they are. */
    public List<Walk> cutShort(@ExchangeProperty("validation") StreamValidation validation) {
        List<Walk> walks = new ArrayList<>();
        Run run = validation.run();
        for (ChildStream child : validation.stream().children().values()) {
            String parents = FirstLook.cutShort(child.record().name());
            ChildStream.Rest rest = child.rest();
            ChildLook look = validation.children;
            if (rest != null
                    && look != null
                    && !run.mustYield()
                    && !seen.doubtful(run, parents, "", 1).isEmpty()) {
                CutShortLook keeper = new CutShortLook(store, seen, look, run, validation.name(), child);
                walks.add(factory.children(run, child, rest, batches(run, parents, rest.batch()), keeper)
                        .skipping((batch, failure) -> isRefused(run, child, batch, failure)));
            }
        }
        return walks;
    }

    private boolean isRefused(Run run, ChildStream child, Batch batch, ToolFailure failure) {
        String reason = String.valueOf(failure.getMessage());
        Gap gap = new Gap(failure.category().word(), batch.ids().size(), reason);
        runs.gap(run, child.record().name(), gap);
        return true;
    }

    private Batches batches(Run run, String parents, int size) {
        return size == 1
                ? Batches.ofParents(run, last -> seen.doubtful(run, parents, last, 1))
                : new Batches(run, last -> seen.doubtful(run, parents, last, size));
    }

    /** Records picked at random. */
    public Walk sample(@ExchangeProperty("validation") StreamValidation validation) {
        Run run = validation.run();
        ByIds byIds = byIds(validation.stream());
        Integer wanted = run.sample();
        List<String> picked =
                records.pick(run.integrationId(), validation.name(), wanted == null ? USUAL_SAMPLE : wanted).stream()
                        .sorted()
                        .toList();
        FirstLook sample = firstLook(validation, false, Map.of());
        validation.sample = sample;
        Batches batches = new Batches(
                run,
                last -> picked.stream()
                        .filter(id -> id.compareTo(last) > 0)
                        .limit(byIds.batch())
                        .toList());
        return factory.byIds(run, validation.stream(), byIds, batches, sample);
    }

    /** Compares records, and the children embedded in them, that somebody else asks for. */
    FirstLook look(StreamValidation validation) {
        FirstLook look = firstLook(validation, false, validation.stream().children());
        validation.sample = look;
        return look;
    }

    /** Whatever is doubtful: what only one side lists, what differed, and what an earlier run found to differ. */
    public Walk again(@ExchangeProperty("validation") StreamValidation validation) {
        Run run = validation.run();
        StreamDeclaration stream = validation.stream();
        store.write(run.lease(), handle -> {
            if (validation.isListed()) {
                seen.doubtOneSided(handle, run, stream.name());
            }
            seen.doubtInconsistent(handle, run, stream.name());
        });
        SecondLook again = new SecondLook(store, records, seen, stream, run);
        validation.again = again;
        return walkDoubtful(run, stream, again);
    }

    private Walk walkDoubtful(Run run, StreamDeclaration stream, Keeper keeper) {
        ByIds byIds = stream.byIds();
        if (byIds != null) {
            Batches doubtful = new Batches(run, last -> seen.doubtful(run, stream.name(), last, byIds.batch()));
            return factory.byIds(run, stream, byIds, doubtful, keeper);
        }
        boolean isSure = seen.doubtful(run, stream.name(), "", 1).isEmpty();
        return isSure ? factory.nothing(run, stream, keeper) : factory.whole(run, stream, keeper);
    }

    /** Keeps what was found for the certificate; a stream that could not be looked at is a named gap there already. */
    public StreamValidation conclude(@ExchangeProperty("validation") StreamValidation validation) {
        Run run = validation.run();
        if (!validation.isDue() || run.mustYield()) {
            return validation;
        }
        name(run, validation.name(), NOT_YET_SYNCED, validation.again == null ? 0 : validation.again.newer());
        name(run, validation.name(), QUARANTINED, validation.unstorable());
        for (ChildStream child : validation.stream().children().values()) {
            concludeChild(validation, child);
        }
        store.write(run.lease(), handle -> {
            Certificates.keep(handle, run, validation.name(), facts(handle, validation));
            if (validation.isComplete()) {
                Findings.resolveOthers(handle, run, validation.name());
            }
            seen.clear(handle, run, validation.name());
        });
        return validation;
    }

    private CensusFacts facts(Handle handle, StreamValidation validation) {
        Run run = validation.run();
        long local = seen.countHeld(handle, run, validation.name());
        if (!validation.isListed()) {
            return CensusFacts.none(local);
        }
        CensusKind kind = validation.reading == null ? CensusKind.PRESENCE : CensusKind.VERSION;
        long external = seen.countListed(handle, run, validation.name());
        return Findings.of(handle, run, validation.name()).facts(kind, external, local, validation.looked());
    }

    private void concludeChild(StreamValidation validation, ChildStream child) {
        Run run = validation.run();
        String stream = child.record().name();
        census.nameCutShort(run, child);
        CensusFacts told = census.childFacts(run, child);
        ChildLook look = run.mode() == RunMode.FULL ? validation.children : null;
        if (look != null) {
            name(run, stream, NOT_COMPARED, look.skipped(stream));
        }
        store.write(run.lease(), handle -> {
            CensusFacts facts = look == null
                    ? told
                    : Findings.of(handle, run, stream)
                            .facts(CensusKind.VERSION, look.looked(stream), told.local(), look.looked(stream));
            Certificates.keep(handle, run, stream, facts);
            // What could not be looked at may differ still.
            if (look != null && validation.isComplete() && !runs.hasGap(run, stream)) {
                Findings.resolveOthers(handle, run, stream);
            }
            seen.clear(handle, run, FirstLook.cutShort(stream));
        });
    }

    private void name(Run run, String stream, String kind, long count) {
        if (count > 0) {
            runs.gap(run, stream, new Gap(kind, count, reason(kind)));
        }
    }

    private static String reason(String kind) {
        return switch (kind) {
            case NOT_YET_SYNCED -> "the tool changed them after they were last read";
            case QUARANTINED -> "they cannot be stored";
            default -> "what they belong to was changed after it was last read, or cannot be stored as it is";
        };
    }

    private static ByIds byIds(StreamDeclaration stream) {
        if (stream.byIds() == null) {
            throw new IllegalStateException(stream.name() + " declares no way to fetch records by id");
        }
        return stream.byIds();
    }
}
