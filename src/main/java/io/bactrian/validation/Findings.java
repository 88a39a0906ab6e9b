package io.bactrian.validation;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.CensusKind;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.run.Run;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * How many records of a stream a run found to differ.
 *
 * @param missing whole records that are not held
 * @param extra whole records that the tool does not have
 * @param inside records that both have, by the kind of their first difference
 */
record Findings(long missing, long extra, Map<DifferenceKind, Long> inside) {
    /** A row of the count. */
    public record Counted(String kind, boolean whole, long records) {}

    static Findings of(Handle handle, Run run, String stream) {
        Map<DifferenceKind, Long> inside = new EnumMap<>(DifferenceKind.class);
        Map<DifferenceKind, Long> whole = new EnumMap<>(DifferenceKind.class);
        handle.registerRowMapper(ConstructorMapper.factory(Counted.class))
                .createQuery("""
                        select kind, whole, count(*) as records from (
                            select distinct on (external_id) pointer = '' as whole, kind from bactrian.inconsistencies
                            where run_id = :run and stream = :stream order by external_id, id) as first
                        group by kind, whole
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .mapTo(Counted.class)
                .forEach(row -> (row.whole() ? whole : inside).put(DifferenceKind.of(row.kind()), row.records()));
        return new Findings(
                whole.getOrDefault(DifferenceKind.MISSING, 0L), whole.getOrDefault(DifferenceKind.EXTRA, 0L), inside);
    }

    /**
     * @param external records that the tool counts as having
     * @param looked records of which the content was compared
     */
    CensusFacts facts(CensusKind census, long external, long local, long looked) {
        long differing = inside.values().stream().mapToLong(Long::longValue).sum();
        long compared = Math.max(looked, differing);
        return new CensusFacts(census, external, local, missing, extra, compared, compared - differing, inside);
    }

    boolean isNone() {
        return missing + extra == 0 && inside.isEmpty();
    }

    /** Records that differ and that the tool has. */
    long external() {
        return missing + inside.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Forgets what an interrupted look of the same run at a stream found. */
    static void clear(Handle handle, Run run, String stream) {
        handle.createUpdate("delete from bactrian.inconsistencies where run_id = :run and stream = :stream")
                .bind("run", run.id())
                .bind("stream", stream)
                .execute();
    }

    /** Takes back what was said of the children of records that turned out to have been changed by the tool since. */
    static void retract(Handle handle, Run run, Collection<String> children, Collection<String> parents) {
        handle.createUpdate("""
                        delete from bactrian.inconsistencies
                        where run_id = :run and stream = any(:children) and parent_id = any(:parents)
                        """)
                .bind("run", run.id())
                .bindArray("children", String.class, children.toArray())
                .bindArray("parents", String.class, parents.toArray())
                .execute();
    }

    /** Marks what earlier runs found in a stream and this run, which looked at it again, did not. */
    static void resolveOthers(Handle handle, Run run, String stream) {
        handle.createUpdate("""
                        update bactrian.inconsistencies set resolved_at = now()
                        where integration_id = :integration and stream = :stream and run_id <> :run
                            and resolved_at is null and superseded_at is null
                        """)
                .bind("run", run.id())
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .execute();
    }
}
