package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory does not grow with the data: a sync of many issues in a heap much smaller than what is read. */
@Tag("proof")
class HeapProofIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ISSUES = Integer.getInteger("heap.issues", 200_000);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** The heap, as much again for buffers outside it, and the code; the issues alone are over a gigabyte. */
    private static final int MEGABYTES = 512;

    @Test
    void manyIssuesAreSyncedInASmallHeap() throws Exception {
        Ran ran = Ran.process(
                LIMIT,
                Map.of(),
                "bench",
                "sync",
                "--issues",
                Integer.toString(ISSUES),
                "--rounds",
                "1",
                "--heap",
                "128m",
                "--no-floor");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode figure = figure(ran);
        assertThat(figure.path("records").asInt()).isEqualTo(ISSUES);
        assertThat(figure.path("outcome").asText()).as(ran.toString()).isEqualTo("in_sync");
        assertThat(figure.path("peakRssMegabytes").asInt()).isPositive().isLessThan(MEGABYTES);
    }

    private static JsonNode figure(Ran ran) throws IOException {
        List<String> figures =
                ran.out().lines().filter(line -> line.contains("\"outcome\"")).toList();
        assertThat(figures).as(ran.toString()).hasSize(1);
        return JSON.readTree(figures.get(0));
    }
}
