package io.bactrian.sync;

import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.run.Confirmations;
import io.bactrian.run.Runs;
import io.bactrian.store.EntityTable;
import io.bactrian.store.Leases;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Views;
import io.bactrian.sync.census.Absences;
import io.bactrian.sync.census.AbsentRecords;
import io.bactrian.sync.census.Census;
import io.bactrian.sync.census.CensusIds;
import io.bactrian.sync.census.Scopes;
import io.bactrian.sync.remap.Remaps;
import io.bactrian.sync.view.StreamViews;
import io.bactrian.tool.Tools;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The beans that the sync routes name. */
public final class SyncBeans {
    private SyncBeans() {}

    /** Each bean under the name the routes know it by. */
    public static Map<String, Object> make(
            Jdbi jdbi,
            RecordStore store,
            Leases leases,
            WalkFactory factory,
            Function<String, EntityTable> tables,
            Buffers buffers,
            Calls calls,
            Runs runs,
            Views views,
            Tools tools) {
        Positions positions = new Positions(jdbi);
        ChildCounts childCounts = new ChildCounts(jdbi);
        CensusIds censusIds = new CensusIds(jdbi);
        PageLimits limits = new PageLimits(jdbi);
        Marks marks = new Marks(jdbi);
        Reports reports = new Reports(jdbi);
        WalkParts walkParts = new WalkParts(factory, positions, censusIds, store, runs, jdbi);
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("plans", new Plans());
        beans.put("walks", new Walks(walkParts, positions, marks, store, runs));
        beans.put("windowing", new Windowing(walkParts, calls, buffers));
        beans.put("fetches", new Fetches(factory, store, reports, runs));
        beans.put("pages", new Pages(calls));
        beans.put("children", new Children(factory, childCounts));
        beans.put("census", new Census(factory, store, censusIds, jdbi, runs));
        beans.put(
                "absences",
                new Absences(
                        factory,
                        store,
                        censusIds,
                        new AbsentRecords(jdbi),
                        calls,
                        buffers,
                        runs,
                        new Confirmations(jdbi)));
        beans.put("remaps", new Remaps(factory, store, runs, jdbi));
        beans.put("scopes", new Scopes(jdbi, store, tools));
        beans.put("streamViews", new StreamViews(jdbi, tables, views, runs));
        beans.put("walkRecovery", new WalkRecovery(jdbi, positions, limits, store, leases));
        beans.put("localCopies", new LocalCopies(jdbi, Clock.systemUTC()));
        beans.put("walkAggregation", new WalkAggregation());
        beans.put("runAggregation", new RunAggregation());
        return beans;
    }
}
