package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** The progress of a run on one line of a terminal, or a line per look elsewhere. */
final class DemoProgress implements AutoCloseable {
    private final PrintStream out;
    private final boolean isTerminal = System.console() != null;
    private final Instant begun = Instant.now();
    private String last = "";

    DemoProgress(PrintStream out) {
        this.out = out;
    }

    void show(JsonNode run) {
        long records = 0;
        long pages = 0;
        for (JsonNode stream : run.path("streams")) {
            records += stream.path("fetched").asLong();
            pages += stream.path("requests").asLong();
        }
        long millis = Math.max(1, Duration.between(begun, Instant.now()).toMillis());
        String state = run.path("state").asText();
        String line = "  " + state + ": " + pages + " pages, " + records + " records, " + 1000 * records / millis
                + " records/s";
        if (isTerminal) {
            out.print("\r" + line + "   ");
            out.flush();
        } else if (!(state + pages).equals(last)) {
            out.println(line);
        }
        last = state + pages;
    }

    @Override
    public void close() {
        if (isTerminal) {
            out.println();
        }
    }
}
