package io.bactrian.run;

import io.bactrian.consistency.Gap;
import io.bactrian.consistency.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What runs did not look at, by stream. */
final class Gaps {
    private final Jdbi jdbi;

    Gaps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(UUID runId, String stream, Gap gap) {
        jdbi.useHandle(handle -> add(handle, runId, stream, gap));
    }

    static void add(Handle handle, UUID runId, String stream, Gap gap) {
        handle.createUpdate("""
                        insert into bactrian.gaps as g (run_id, stream, kind, count, reason)
                        values (:run, :stream, :kind, :count, :reason)
                        on conflict (run_id, stream, kind, reason) do update set count = g.count + excluded.count
                        """)
                .bind("run", runId)
                .bind("stream", stream)
                .bindMethods(gap)
                .execute();
    }

    /** Whether something of a stream was not looked at. */
    boolean isAny(UUID runId, String stream) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from bactrian.gaps where run_id = :run and stream = :stream and kind <> :no_census)
                        """)
                .bind("run", runId)
                .bind("stream", stream)
                .bind("no_census", Verdict.NO_CENSUS)
                .mapTo(Boolean.class)
                .one());
    }

    Map<String, List<Gap>> of(UUID runId) {
        return jdbi.withHandle(handle -> handle
                .registerRowMapper(ConstructorMapper.factory(StreamGap.class))
                .createQuery(
                        "select stream, kind, count, reason from bactrian.gaps where run_id = :run order by stream")
                .bind("run", runId)
                .mapTo(StreamGap.class)
                .stream()
                .collect(Collectors.groupingBy(
                        StreamGap::stream,
                        Collectors.mapping(g -> new Gap(g.kind(), g.count(), g.reason()), Collectors.toList()))));
    }

    /** A row of {@code bactrian.gaps}. */
    public record StreamGap(String stream, String kind, long count, String reason) {}
}
