package io.bactrian.sync.census;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.run.Confirmations;
import io.bactrian.run.Run;
import io.bactrian.run.Run.Yield;
import io.bactrian.run.Runs;
import io.bactrian.run.Vanished;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.StreamPlan;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.tool.Probe;
import io.bactrian.tool.Templates;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Marks records absent: only what a complete listing and a second, direct look do not hold, only while the credential is
 * good, and a great many only when a person says so.
 */
public final class Absences {
    private static final String VANISHED = "vanished";

    private final WalkFactory factory;
    private final RecordStore store;
    private final CensusIds ids;
    private final AbsentRecords records;
    private final Calls calls;
    private final Buffers buffers;
    private final Runs runs;
    private final Confirmations confirmations;

    public Absences(
            WalkFactory factory,
            RecordStore store,
            CensusIds ids,
            AbsentRecords records,
            Calls calls,
            Buffers buffers,
            Runs runs,
            Confirmations confirmations) {
        this.factory = factory;
        this.store = store;
        this.ids = ids;
        this.records = records;
        this.calls = calls;
        this.buffers = buffers;
        this.runs = runs;
        this.confirmations = confirmations;
    }

    /**
     * Whether a list that was read whole, before a person was asked perhaps, misses records that are held or set aside: it is read
     * again.
     */
    public boolean isInDoubt(@ExchangeProperty("plan") StreamPlan plan) {
        return plan.stream().census() == null
                && isToConclude(plan)
                && (plan.wasWhole()
                        || confirmations.isAsked(plan.run().id(), plan.stream().name()))
                && (isAnyUnlisted(plan)
                        || ids.isAnySetAsideUnlisted(
                                plan.run().integrationId(), plan.stream().name()));
    }

    /** The list once more: in place of the direct look that no request of the stream can take. */
    public Walk again(@ExchangeProperty("plan") StreamPlan plan) {
        Run run = plan.run();
        String stream = plan.stream().name();
        AgainKeeper keeper = new AgainKeeper(factory.storing(run, plan.stream()), store, ids, run, stream);
        plan.remember(keeper);
        return factory.growing(run, plan.stream(), keeper);
    }

    /** Whether records that are held were listed nowhere and found nowhere. */
    public boolean isAnyVanished(@ExchangeProperty("plan") StreamPlan plan) {
        return isToConclude(plan) && isProved(plan) && isAnyUnlisted(plan);
    }

    /** Asks who calls: a tool may show less to a stranger, and with success. */
    public @Nullable Object prove(@ExchangeProperty("plan") StreamPlan plan, @Headers Map<String, Object> headers)
            throws ToolFailure {
        Run run = plan.run();
        Probe probe = run.destination().tool().probe();
        return calls.put(
                headers,
                run.integrationId(),
                Templates.page(
                        probe.request(), probe.paging(), null, run.destination().values(), Map.of()));
    }

    /** Marks what has vanished, or stops the run and asks. */
    public void mark(@ExchangeProperty("plan") StreamPlan plan, @Body Answer answer) {
        buffers.giveBack(answer.bytes());
        Run run = plan.run();
        String stream = plan.stream().name();
        List<Vanished> vanished = records.vanished(run, plan.stream());
        List<Vanished> asked = vanished.stream().filter(Vanished::isToBeAsked).toList();
        if (asked.isEmpty()) {
            mark(plan, vanished.stream().filter(Vanished::isRefused).toList());
            return;
        }
        store.write(run.lease(), handle -> Confirmations.ask(handle, run.id(), stream, asked));
        asked.forEach(question -> runs.note(run, "asked", stream, question.toString()));
        run.yield(new Yield.Asking());
    }

    private void mark(StreamPlan plan, List<Vanished> refused) {
        Run run = plan.run();
        String stream = plan.stream().name();
        List<String> spared = refused.stream().map(Vanished::partition).toList();
        FoundKeeper found = plan.recall(FoundKeeper.class);
        Evidence evidence = found == null ? Evidence.NONE : new Evidence(found.refused(), found.moved());
        store.write(run.lease(), handle -> {
            if (isProved(plan)) {
                records.mark(handle, run, plan.stream(), spared, evidence);
            }
        });
        refused.forEach(kept ->
                runs.gap(run, stream, new Gap(VANISHED, kept.vanished(), kept + ", and a person did not believe it")));
    }

    private boolean isToConclude(StreamPlan plan) {
        Run run = plan.run();
        String stream = plan.stream().name();
        return !run.mustYield()
                && runs.isStreamFinished(run, stream)
                && !runs.isStreamConcluded(run, stream)
                && !runs.hasGap(run, stream);
    }

    /** Not asked again where the direct look found nothing that only one side lists. */
    private boolean isAnyUnlisted(StreamPlan plan) {
        CensusKeeper listing = plan.recall(CensusKeeper.class);
        return (listing == null || listing.agreed() == null)
                && ids.isAnyUnlisted(plan.run().integrationId(), plan.stream().name());
    }

    /** Whether both looks were complete and all that they saw is still known. */
    private boolean isProved(StreamPlan plan) {
        return isLookedAtTwice(plan) && ids.isWhole(plan.run(), plan.stream());
    }

    /** Whether what was not listed was looked for once more, by its id or in the list. */
    static boolean isLookedAtTwice(StreamPlan plan) {
        CensusKeeper census = plan.recall(CensusKeeper.class);
        FoundKeeper found = plan.recall(FoundKeeper.class);
        AgainKeeper again = plan.recall(AgainKeeper.class);
        return again != null
                ? again.isComplete()
                : census != null && census.isComplete() && found != null && found.isComplete();
    }
}
