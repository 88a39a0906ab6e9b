package io.bactrian.sync;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which partitions are read whole with some pages, and since when each of them is known. */
final class CompletedPartitions {
    private String partition;
    private @Nullable Instant begunAt;

    /** @param begunAt when the partition that is gone on with was begun, or before; null when it begins now */
    CompletedPartitions(String partition, @Nullable Instant begunAt) {
        this.partition = partition;
        this.begunAt = begunAt;
    }

    /** The partitions whose last page is among these, each with when its first was asked for. */
    Map<String, Instant> completedBy(List<Page> pages) {
        Map<String, Instant> completed = new LinkedHashMap<>();
        for (Page page : pages) {
            Instant begun = begunAt;
            if (begun == null || !page.batch().parent().equals(partition)) {
                partition = page.batch().parent();
                begun = page.askedAt();
                begunAt = begun;
            }
            if (page.isLast()) {
                completed.put(partition, begun);
            }
        }
        return completed;
    }
}
