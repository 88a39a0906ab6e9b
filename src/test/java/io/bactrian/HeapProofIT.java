package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory does not grow with the data: a sync of many issues in a heap that holds a hundredth of them. */
@Tag("proof")
class HeapProofIT {
    private static final String ISSUES = System.getProperty("heap.issues", "200000");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void manyIssuesAreSyncedInASmallHeap() throws Exception {
        Ran ran = Ran.process(
                LIMIT, Map.of(), "bench", "sync", "--issues", ISSUES, "--rounds", "1", "--heap", "128m", "--no-floor");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().filter(line -> line.contains("\"outcome\"")))
                .as(ran.out())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("in_sync").contains(ISSUES));
    }
}
