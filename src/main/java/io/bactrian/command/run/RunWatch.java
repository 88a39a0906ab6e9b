package io.bactrian.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.Api;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Follows a run to its end. */
public final class RunWatch {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Api api;

    public RunWatch(Api api) {
        this.api = api;
    }

    /** The run when it is over; until then its progress goes to {@code lines}. */
    public JsonNode follow(JsonNode started, PrintWriter lines) throws InterruptedException {
        JsonNode run = started;
        try (RunProgress progress = new RunProgress(lines)) {
            progress.show(run);
            while (run.path("endedAt").isNull()) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                run = api.get("/runs/" + run.path("id").asText());
                progress.show(run);
            }
        }
        return run;
    }
}
