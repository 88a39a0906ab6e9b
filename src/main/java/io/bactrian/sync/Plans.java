package io.bactrian.sync;

import io.bactrian.run.Run;
import java.util.List;
import org.apache.camel.Body;

/** Decides which streams a run reads, in the order the tool declares them. */
public final class Plans {
    public List<StreamPlan> streams(@Body Run run) {
        return run.destination().tool().streams().values().stream()
                .filter(stream -> run.concerns(stream.name()))
                .map(stream -> new StreamPlan(run, stream))
                .toList();
    }
}
