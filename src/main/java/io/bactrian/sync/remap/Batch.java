package io.bactrian.sync.remap;

import io.bactrian.run.Run;
import io.bactrian.sync.remap.StoredRecords.Stored;
import java.util.List;

/** Some stored records of one stream, none when all are mapped, and whether mapping them anew has failed. */
public final class Batch {
    private final Run run;
    private final StoredStream stream;
    private final List<Stored> stored;
    private boolean failed;

    Batch(Run run, StoredStream stream, List<Stored> stored) {
        this.run = run;
        this.stream = stream;
        this.stored = stored;
    }

    Run run() {
        return run;
    }

    StoredStream stream() {
        return stream;
    }

    List<Stored> stored() {
        return stored;
    }

    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }
}
