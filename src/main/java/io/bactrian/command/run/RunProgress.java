package io.bactrian.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The progress of a run: a bar on a terminal, a line whenever something has changed elsewhere. */
public final class RunProgress implements AutoCloseable {
    private static final int UNKNOWN = -1;

    private final PrintWriter lines;
    private final @Nullable ProgressBar bar;
    private final Instant begun = Instant.now();
    private String last = "";

    public RunProgress(PrintWriter lines) {
        this.lines = lines;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("sync")
                        .setInitialMax(UNKNOWN)
                        .setUnit(" records", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .build();
    }

    public void show(JsonNode run) {
        long records = 0;
        long pages = 0;
        for (JsonNode stream : run.path("streams")) {
            records += stream.path("fetched").asLong();
            pages += stream.path("requests").asLong();
        }
        String state = run.path("state").asText();
        if (bar != null) {
            bar.stepTo(records).setExtraMessage(state + ", " + pages + " pages");
        } else if (!(state + pages).equals(last)) {
            long millis = Math.max(1, Duration.between(begun, Instant.now()).toMillis());
            lines.println("  " + state + ": " + pages + " pages, " + records + " records, " + 1000 * records / millis
                    + " records/s");
            last = state + pages;
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
