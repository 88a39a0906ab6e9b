package io.bactrian.sync;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import org.jdbi.v3.core.Jdbi;

/**
 * The lists that records have of others of their own stream, such as the subtasks of a subtask. One that is refused tells that its
 * record is not there any more, or hidden, which the census finds out, as then nobody lists it.
 */
record OwnLists(Jdbi jdbi, Run run, StreamDeclaration stream) implements Skips {
    @Override
    public boolean isSkipped(Batch batch, ToolFailure failure) {
        Partitioning partitioning = stream.partitioning();
        return partitioning != null
                && partitioning.parents().contains(stream.name())
                && (failure.category() == FailureCategory.NOT_FOUND || failure.category() == FailureCategory.PERMISSION)
                && isHeld(batch.parent());
    }

    private boolean isHeld(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from work.records
                        where integration_id = :integration and stream = :stream and external_id = :id)
                        """)
                .bind("integration", run.integrationId())
                .bind("stream", stream.name())
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }
}
