package io.bactrian.validation;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.CensusKind;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.Verdict;
import io.bactrian.run.Certificates;
import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.StreamPlan;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.census.Orphans;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is stored to the tool's state where inconsistencies are open: asks for each record directly, stores what comes,
 * and marks as gone what does not.
 */
public final class Repairs {
    static final String TOO_MANY_GONE = "too_many_gone";
    private static final int NAMED = 20;
    private static final long FEW = 20;
    private static final double SHARE = 0.2;

    private final WalkFactory factory;
    private final RecordStore store;
    private final OpenRecords open;
    private final SeenIds seen;
    private final Validations validations;
    private final Runs runs;

    Repairs(WalkFactory factory, RecordStore store, Jdbi jdbi, Validations validations, Runs runs) {
        this.factory = factory;
        this.store = store;
        this.open = new OpenRecords(jdbi);
        this.seen = new SeenIds(jdbi);
        this.validations = validations;
        this.runs = runs;
    }

    /** Says in the run's timeline what is to be done to a stream, or would be. */
    public StreamRepair plan(@Body StreamPlan plan) {
        StreamRepair repair = new StreamRepair(plan, false);
        long others = tell(repair, false, "fetch");
        long extra = tell(repair, true, "look_up");
        return new StreamRepair(plan, others + extra > 0);
    }

    private long tell(StreamRepair repair, boolean extra, String step) {
        long count = open.count(repair, extra);
        if (count > 0) {
            List<String> some = open.ids(repair, extra, "", NAMED);
            String prefix = repair.run().mode() == RunMode.DRY_RUN ? "would_" : "";
            String more = count > NAMED ? ", ..." : "";
            runs.note(
                    repair.run(),
                    prefix + step,
                    repair.name(),
                    count + (count == 1 ? " record: " : " records: ") + String.join(", ", some) + more);
        }
        return count;
    }

    /** The records themselves, or the whole list where the tool cannot be asked for some. */
    public Walk fetch(@ExchangeProperty("repair") StreamRepair repair) {
        Run run = repair.run();
        StreamDeclaration stream = repair.stream();
        store.write(run.lease(), handle -> {
            seen.clear(handle, run, repair.name());
            open.doubt(handle, repair);
            open.forgetVersions(handle, repair);
            open.forgetChildren(handle, repair);
        });
        RepairKeeper keeper = keeper(repair);
        repair.fetched = keeper;
        return walk(repair, stream.byIds(), keeper);
    }

    /** Whether a whole list missed records that are held: it is read again. */
    public boolean isInDoubt(@ExchangeProperty("repair") StreamRepair repair) {
        return repair.stream().byIds() == null
                && repair.fetched != null
                && repair.fetched.isComplete()
                && open.isAnyNotFound(repair.run(), repair.name());
    }

    /** The list once more: in place of the direct look that no request of the stream can take. */
    public Walk again(@ExchangeProperty("repair") StreamRepair repair) {
        RepairKeeper keeper = keeper(repair);
        repair.again = keeper;
        return factory.whole(repair.run(), repair.stream(), keeper);
    }

    private RepairKeeper keeper(StreamRepair repair) {
        Run run = repair.run();
        return new RepairKeeper(factory.storing(run, repair.stream()), store, seen, run, repair.name());
    }

    private Walk walk(StreamRepair repair, @Nullable ByIds byIds, Keeper keeper) {
        Run run = repair.run();
        return byIds == null
                ? factory.growing(run, repair.stream(), keeper)
                : factory.byIds(
                        run,
                        repair.stream(),
                        byIds,
                        new Batches(run, last -> seen.doubtful(run, repair.name(), last, byIds.batch())),
                        keeper);
    }

    /** What was asked for and not found is gone; that many records vanish at once is not believed without a person. */
    public StreamPlan markGone(@ExchangeProperty("repair") StreamRepair repair) {
        Run run = repair.run();
        boolean hasMoved = repair.stream().byIds() == null && runs.hasGap(run, repair.name());
        if (!repair.isProved() || hasMoved) {
            return repair.getPlan();
        }
        store.write(run.lease(), handle -> {
            long gone = open.countNotFound(handle, run, repair.name());
            if (gone > FEW && gone > SHARE * seen.countHeld(handle, run, repair.name())) {
                runs.gap(run, repair.name(), new Gap(TOO_MANY_GONE, gone, "more than a fifth of the records vanished"));
            } else if (gone > 0) {
                open.markGone(handle, run, repair.name(), gone);
                Orphans.follow(handle, run, repair.stream());
            }
        });
        return repair.getPlan();
    }

    /** Compares exactly the records that were repaired. */
    public Walk compare(
            @ExchangeProperty("repair") StreamRepair repair,
            @ExchangeProperty("validation") StreamValidation validation) {
        Run run = repair.run();
        store.write(run.lease(), handle -> open.doubt(handle, repair));
        FirstLook look = validations.look(validation);
        ByIds byIds = repair.stream().byIds();
        return byIds == null ? factory.nothing(run, repair.stream(), look) : walk(repair, byIds, look);
    }

    /** Resolves what is mended; what still differs is named anew. */
    public StreamRepair conclude(
            @ExchangeProperty("repair") StreamRepair repair,
            @ExchangeProperty("validation") StreamValidation validation) {
        Run run = repair.run();
        if (run.mustYield()) {
            return repair;
        }
        runs.gap(run, repair.name(), new Gap(Verdict.NO_CENSUS, 1, "only what was repaired was looked at"));
        store.write(run.lease(), handle -> {
            for (String stream : repair.streams()) {
                Findings left = Findings.of(handle, run, stream);
                CensusFacts facts = left.isNone()
                        ? CensusFacts.none(seen.countHeld(handle, run, stream))
                        : left.facts(CensusKind.VERSION, left.external(), left.external(), left.external());
                Certificates.keep(handle, run, stream, facts);
                if (validation.isLookedAt()) {
                    Findings.resolveOthers(handle, run, stream);
                }
                seen.clear(handle, run, stream);
            }
        });
        return repair;
    }
}
