package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Asana answers only so many reads of a token at once, here a single one, and refuses the others. */
class AsanaLimitsIT {
    private static final String READS = "\\{at_once: 50}";

    private static RunningService running;

    @RegisterExtension
    final AsanaSide side = new AsanaSide(AsanaSettings.defaults()
            .withProjects(4)
            .withTasks(5)
            .withLimits(100_000, 1)
            .withAnswering(Duration.ofMillis(5)));

    @BeforeAll
    static void startService(@TempDir Path directory) throws IOException {
        new WeakenedTools(directory.resolve("routes"), "asana")
                .add("one-at-once", "tool.yaml", READS, "{at_once: 1}")
                .add("without-at-once", "tool.yaml", "(?m)^ +reads: .*\\n", "");
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @Test
    void aSyncAndWhatElseIsAskedAskForNoMoreAtOnceThanIsAnswered() {
        assertThat(refusedOfASyncBesideTests("one-at-once")).isZero();
    }

    @Test
    void withoutTheWordForItSomeAreRefused() {
        assertThat(refusedOfASyncBesideTests("without-at-once")).isPositive();
    }

    private int refusedOfASyncBesideTests(String tool) {
        SyncedTool synced = side.connect(running, tool);
        AtomicInteger refused = new AtomicInteger();
        side.simulated().exchanges().listen(exchange -> refused.addAndGet(exchange.status() == 429 ? 1 : 0));
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(synced::full);
        for (int tests = 0; tests < 5 && refused.get() == 0; tests++) {
            running.operations()
                    .testIntegration(Caller.SYSTEM, synced.integration().id());
        }
        run.join();
        return refused.get();
    }
}
