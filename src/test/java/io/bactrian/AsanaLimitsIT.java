package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.asana.AsanaSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asana answers only so many reads of a token at once, here a single one, and refuses the others. */
@Tag("proof")
class AsanaLimitsIT {
    private static final String READS = "\\{at_once: 50}";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "asana",
            tools -> tools.add("one-at-once", "tool.yaml", READS, "{at_once: 1}")
                    .add("without-at-once", "tool.yaml", "(?m)^ +reads: .*\\n", ""));

    @RegisterExtension
    final AsanaSide side = new AsanaSide(AsanaSettings.defaults()
            .withProjects(4)
            .withTasks(5)
            .withLimits(100_000, 1)
            .withAnswering(Duration.ofMillis(5)));

    @Test
    void aSyncAndWhatElseIsAskedAskForNoMoreAtOnceThanIsAnswered() {
        assertThat(refusedOfASyncBesideTests("one-at-once")).isZero();
    }

    @Test
    void withoutTheWordForItSomeAreRefused() {
        assertThat(refusedOfASyncBesideTests("without-at-once")).isPositive();
    }

    private int refusedOfASyncBesideTests(String tool) {
        SyncedTool synced = side.connect(service.running(), tool);
        AtomicInteger refused = new AtomicInteger();
        side.simulated().exchanges().listen(exchange -> refused.addAndGet(exchange.status() == 429 ? 1 : 0));
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(synced::full);
        for (int tests = 0; tests < 5 && refused.get() == 0; tests++) {
            service.running()
                    .operations()
                    .testIntegration(Caller.SYSTEM, synced.integration().id());
        }
        run.join();
        return refused.get();
    }
}
