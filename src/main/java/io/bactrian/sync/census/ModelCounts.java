package io.bactrian.sync.census;

import io.bactrian.consistency.Gap;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.tool.StreamDeclaration;
import org.jdbi.v3.core.Jdbi;

/** Holds the canonical tables to the records they are made from: each present record has a row there, and no other has one. */
final class ModelCounts {
    private static final String NOT_IN_STEP = "not_in_step";

    private final Jdbi jdbi;
    private final Runs runs;

    ModelCounts(Jdbi jdbi, Runs runs) {
        this.jdbi = jdbi;
        this.runs = runs;
    }

    /** Names what only one of the two holds, of a stream and of its children. */
    void check(Run run, StreamDeclaration stream) {
        checkOne(run, stream);
        stream.children().values().forEach(child -> checkOne(run, child.record()));
    }

    private void checkOne(Run run, StreamDeclaration stream) {
        String entity = stream.entity();
        long oneSided =
                entity == null || isInStep(run, stream.name(), entity) ? 0 : oneSided(run, stream.name(), entity);
        if (oneSided > 0) {
            String reason = "work.records and work." + entity + " hold different ones";
            runs.gap(run, stream.name(), new Gap(NOT_IN_STEP, oneSided, reason));
        }
    }

    private boolean isInStep(Run run, String stream, String entity) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select r = m from (
                            select <digest> from work.records
                            where integration_id = :integration and stream = :stream and absence = 'present') as r
                        cross join (
                            select <digest> from work.<entity>
                            where integration_id = :integration and stream = :stream and deleted_at is null) as m
                        """)
                .define("digest", IdDigest.OF_ROWS)
                .define("entity", entity)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .one());
    }

    private long oneSided(Run run, String stream, String entity) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from (
                            select external_id from work.records
                            where integration_id = :integration and stream = :stream and absence = 'present') as r
                        full join (
                            select external_id from work.<entity>
                            where integration_id = :integration and stream = :stream and deleted_at is null) as m
                            using (external_id)
                        where r.external_id is null or m.external_id is null
                        """)
                .define("entity", entity)
                .bind("integration", run.integrationId())
                .bind("stream", stream)
                .mapTo(Long.class)
                .one());
    }
}
