package io.bactrian.sync.census;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.Verdict;
import io.bactrian.run.Certificates;
import io.bactrian.run.Confirmations;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Batch;
import io.bactrian.sync.StreamPlan;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.CensusDeclaration;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.StreamDeclaration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes the census of a stream: list, look up what only one side lists, compare a sample, and keep what was found. */
public final class Census {
    private static final String CUT_SHORT = "cut_short";
    private static final int SAMPLE = 100;
    /** Where a request brings one record only, a sample may not cost as much as reading everything. */
    private static final int MOST_REQUESTS_OF_SAMPLE = 5;

    private final WalkFactory factory;
    private final RecordStore store;
    private final CensusIds ids;
    private final CensusTimes times;
    private final StoredRecords records;
    private final SetAside setAside;
    private final ModelCounts model;
    private final Runs runs;
    private final Confirmations confirmations;

    public Census(WalkFactory factory, RecordStore store, CensusIds ids, Jdbi jdbi, Runs runs) {
        this.factory = factory;
        this.store = store;
        this.ids = ids;
        this.times = new CensusTimes(jdbi);
        this.records = new StoredRecords(jdbi);
        this.setAside = new SetAside(jdbi, store);
        this.model = new ModelCounts(jdbi, runs);
        this.runs = runs;
        this.confirmations = new Confirmations(jdbi);
    }

    /**
     * Whether the stream's ids are to be listed now: it can be, its walks are done, and the last listing is too old, or the
     * whole stream was read, or what it is listed of has vanished, or one request tells it all.
     */
    public boolean due(@Body StreamPlan plan) {
        CensusDeclaration census = plan.stream().census();
        Run run = plan.run();
        return census != null
                && isToConclude(run, plan.stream().name())
                && (plan.wasWhole()
                        || isOfAnotherScope(plan)
                        || times.isAnyParentLost(run, plan.stream())
                        || confirmations.isAsked(run.id(), plan.stream().name())
                        || times.isOlder(run.integrationId(), plan.stream().name(), census.every())
                        || times.isHeldAtMost(
                                run.integrationId(),
                                plan.stream().name(),
                                census.paging().limit()));
    }

    /** The listing. */
    public Walk list(@ExchangeProperty("plan") StreamPlan plan) {
        StreamDeclaration stream = plan.stream();
        CensusDeclaration census = declared(stream);
        Run run = plan.run();
        store.write(run.lease(), handle -> ids.begin(handle, run, stream));
        CensusKeeper keeper = new CensusKeeper(store, ids, run, stream.name());
        plan.remember(keeper);
        return factory.census(run, stream, census, keeper);
    }

    /** A direct look at the ids that only one side lists: what is found is stored, whatever the listing said. */
    public Walk unsure(@ExchangeProperty("plan") StreamPlan plan) {
        StreamDeclaration stream = plan.stream();
        Run run = plan.run();
        ByIds byIds = byIds(stream);
        CensusKeeper listing = listing(plan);
        forgetOtherScope(plan);
        Iterator<Batch> batches =
                listing == null ? Collections.emptyIterator() : oneSided(run, stream.name(), listing, byIds.batch());
        FoundKeeper keeper = new FoundKeeper(factory.storing(run, stream), store, ids, run, stream);
        plan.remember(keeper);
        Walk walk = factory.byIds(run, stream, byIds, batches, keeper);
        return byIds.batch() == 1 ? walk.skipping(keeper::isRefused) : walk;
    }

    private Iterator<Batch> oneSided(Run run, String stream, CensusKeeper listing, int size) {
        Optional<Long> held = ids.heldAsListed(run.integrationId(), stream);
        if (held.isPresent()) {
            listing.agree(held.get());
            return Collections.emptyIterator();
        }
        Iterator<Batch> batches = new OneSided(ids, run, stream, size);
        if (!batches.hasNext()) {
            listing.agree(times.held(run.integrationId(), stream));
        }
        return batches;
    }

    /** A sample of what is stored, read again. */
    public Walk sample(@ExchangeProperty("plan") StreamPlan plan) {
        StreamDeclaration stream = plan.stream();
        Run run = plan.run();
        ByIds byIds = byIds(stream);
        Sample sample = new Sample(
                factory.storing(run, stream),
                store,
                records,
                run,
                stream.name(),
                new RecordComparison(stream.volatileParts()),
                records.pick(
                        run.integrationId(), stream.name(), Math.min(SAMPLE, MOST_REQUESTS_OF_SAMPLE * byIds.batch())),
                byIds.batch());
        plan.remember(sample);
        FoundKeeper found = plan.recall(FoundKeeper.class);
        return factory.byIds(run, stream, byIds, sample, sample)
                .skipping((batch, failure) -> found != null && found.refused().containsAll(batch.ids()));
    }

    /** Keeps what was found for the certificate; a stream that was not listed is a named gap there. */
    public StreamPlan conclude(@ExchangeProperty("plan") StreamPlan plan) {
        Run run = plan.run();
        if (!isToConclude(run, plan.stream().name())) {
            return plan;
        }
        forgetOtherScope(plan);
        if (isListed(plan)) {
            model.check(run, plan.stream());
        }
        setAside.settle(run, plan.stream(), isListed(plan) && Absences.isLookedAtTwice(plan));
        for (ChildStream child : plan.stream().children().values()) {
            nameCutShort(run, child);
            keep(run, child.record().name(), "", childFacts(plan, child), true);
        }
        // Last, since it says that the stream and its children are concluded.
        keep(run, plan.stream().name(), plan.stream().cursor().scopeText(), facts(plan), isListed(plan));
        return plan;
    }

    private boolean isOfAnotherScope(StreamPlan plan) {
        return times.isOfAnotherScope(plan.run().integrationId(), plan.stream());
    }

    /** What the listing does not hold since the scope was changed is outside; to look it up would bring it back. */
    private void forgetOtherScope(StreamPlan plan) {
        if (isListed(plan) && isOfAnotherScope(plan)) {
            store.write(
                    plan.run().lease(), handle -> OutsideScope.unobserveUnlisted(handle, plan.run(), plan.stream()));
        }
    }

    private boolean isToConclude(Run run, String stream) {
        return !run.mustYield() && runs.isStreamFinished(run, stream) && !runs.isStreamConcluded(run, stream);
    }

    private CensusFacts facts(StreamPlan plan) {
        Run run = plan.run();
        String stream = plan.stream().name();
        if (!plan.stream().isKept()) {
            // A stream that only tells of others holds what it should: nothing.
            return CensusFacts.presence(0, 0, 0, 0);
        }
        if (!isListed(plan)) {
            return (isForgotten(plan)
                            ? Optional.<CensusFacts>empty()
                            : times.unchangedSince(
                                    run, stream, plan.stream().cursor().scopeText()))
                    .orElseGet(() -> {
                        runs.gap(
                                run,
                                stream,
                                new Gap(
                                        Verdict.NO_CENSUS,
                                        1,
                                        "the ids were not listed since the last change was read"));
                        return CensusFacts.none(times.held(run.integrationId(), stream));
                    });
        }
        CensusIds.Tally tally = tally(plan);
        CensusFacts facts = CensusFacts.presence(tally.external(), tally.local(), tally.missing(), tally.extra());
        Sample sample = plan.recall(Sample.class);
        return sample == null ? facts : facts.withSample(sample.compared(), sample.equal(), sample.differing());
    }

    private CensusIds.Tally tally(StreamPlan plan) {
        UUID integrationId = plan.run().integrationId();
        String stream = plan.stream().name();
        CensusKeeper listing = listing(plan);
        Long agreed = listing == null ? null : listing.agreed();
        return agreed == null ? ids.tally(integrationId, stream) : new CensusIds.Tally(agreed, agreed, 0, 0);
    }

    /** To count them is for runs that changed something. */
    private CensusFacts childFacts(StreamPlan plan, ChildStream child) {
        return (isListed(plan) ? Optional.<CensusFacts>empty() : times.unchangedSince(plan.run(), child, plan.stream()))
                .orElseGet(() -> childFacts(plan.run(), child));
    }

    /** Names the records whose list of children is still to be read: they were counted, perhaps, and it is not known which they are. */
    public void nameCutShort(Run run, ChildStream child) {
        String stream = child.record().name();
        long left = child.rest() == null ? 0 : ids.countCutShort(run, stream);
        if (left > 0) {
            String reason = "records whose list was not read to its end, or changed while it was read";
            runs.gap(run, stream, new Gap(CUT_SHORT, left, reason));
        }
    }

    /** What the parents tell of their children, counted, against what is held of them. */
    public CensusFacts childFacts(Run run, ChildStream child) {
        StreamDeclaration record = child.record();
        String entity = record.entity();
        String column = child.parentColumn().orElse(null);
        CensusIds.Tally tally = (entity == null || column == null
                        ? ids.tallyChildren(run.integrationId(), record.name(), "records", "parent_id")
                        : ids.tallyChildren(run.integrationId(), record.name(), entity, column))
                .without(setAside.count(run.integrationId(), record.name()));
        return CensusFacts.presence(tally.external(), tally.local(), tally.missing(), tally.extra());
    }

    private void keep(Run run, String stream, String scope, CensusFacts facts, boolean taken) {
        long refused = setAside.count(run.integrationId(), stream);
        if (refused > 0) {
            runs.gap(run, stream, new Gap("quarantined", refused, "the database refuses them as they are"));
        }
        store.write(run.lease(), handle -> {
            Certificates.keep(handle, run, stream, facts);
            if (taken) {
                times.taken(handle, run, stream, scope, facts);
            }
            ids.clear(handle, run.integrationId(), stream);
        });
    }

    /** A stream without a listing of ids is listed by the walk that reads it whole. */
    private boolean isListed(StreamPlan plan) {
        // A partition that was passed over has been listed by nobody.
        return plan.stream().census() == null
                ? isRead(plan) && !runs.hasGap(plan.run(), plan.stream().name()) && !isForgotten(plan)
                : listing(plan) != null;
    }

    private boolean isRead(StreamPlan plan) {
        return plan.stream().cursor().kind() == CursorDeclaration.Kind.WHOLE
                || plan.wasWhole()
                || confirmations.isAsked(plan.run().id(), plan.stream().name());
    }

    private boolean isForgotten(StreamPlan plan) {
        return isRead(plan) && !ids.isKnown(plan.run(), plan.stream());
    }

    /** The listing, when it was read to its end and the database has not forgotten it. */
    private @Nullable CensusKeeper listing(StreamPlan plan) {
        CensusKeeper keeper = plan.recall(CensusKeeper.class);
        return keeper != null && keeper.isComplete() && ids.isWhole(plan.run(), plan.stream()) ? keeper : null;
    }

    private static CensusDeclaration declared(StreamDeclaration stream) {
        if (stream.census() == null) {
            throw new IllegalStateException(stream.name() + " declares no census");
        }
        return stream.census();
    }

    private static ByIds byIds(StreamDeclaration stream) {
        if (stream.byIds() == null) {
            throw new IllegalStateException(stream.name() + " declares no way to fetch records by id");
        }
        return stream.byIds();
    }
}
