package io.bactrian.sync;

import io.bactrian.consistency.Gap;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Progress;
import io.bactrian.run.Run;
import io.bactrian.sync.census.CensusIds;
import io.bactrian.tool.StreamDeclaration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * The lists that records have of others of their own stream, such as the subtasks of a subtask. One that is refused tells that its
 * record is not there any more, or hidden, which the census finds out, as then nobody lists it; where somebody does, what the list
 * holds is not known.
 */
record OwnLists(Jdbi jdbi, Run run, StreamDeclaration stream) implements Skips {
    @Override
    public boolean isSkipped(Batch batch, ToolFailure failure) {
        boolean isSkipped = stream.isListedForItself()
                && (failure.category() == FailureCategory.NOT_FOUND || failure.category() == FailureCategory.PERMISSION)
                && isHeld(batch.parent());
        if (isSkipped && isListed(batch.parent())) {
            Gap gap = new Gap(
                    failure.category().word(), 1, "a record of the stream is listed, but not what is listed for it");
            jdbi.useHandle(handle -> Progress.gap(handle, run.id(), stream.name(), gap));
        }
        return isSkipped;
    }

    private boolean isListed(String id) {
        return !new CensusIds(jdbi)
                .listed(run.integrationId(), stream.name(), List.of(id))
                .isEmpty();
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
