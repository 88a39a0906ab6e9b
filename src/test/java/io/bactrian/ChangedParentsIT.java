package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that are read again as what they are of has changed; no event tells of anything here. */
@Tag("proof")
class ChangedParentsIT extends WithRunningService {
    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(1).withTasks(3).withLostEvery(1));

    private Asana asana;
    private SyncedTool synced;

    @BeforeEach
    void syncAsana() {
        asana = side.asana();
        synced = side.connect(running, "asana");
        synced.full();
    }

    @Test
    void whatChangedIsReadAgainWhateverTheClocksOfServiceAndDatabaseSay() {
        String task = asana.gids("task").get(0);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.watermarks set updated_at = now() + interval '1 hour' where partition = ?",
                        task));
        asana.change("rename", task);
        String comment = asana.change("comment", task);

        synced.incremental();

        assertThat(synced.ids("comments")).contains(comment);
    }

    @Test
    void whatChangedAfterAnotherRunHadReadItIsReadByTheNext() {
        List<String> tasks = asana.gids("task").stream().sorted().toList();
        tasks.forEach(task -> asana.change("rename", task));
        cancelAfter("/tasks/" + tasks.get(1) + "/stories");
        asana.change("rename", tasks.get(0));
        String comment = asana.change("comment", tasks.get(0));

        synced.incremental();

        assertThat(synced.ids("comments")).contains(comment);
    }

    private void cancelAfter(String path) {
        CompletableFuture<UUID> run = new CompletableFuture<>();
        side.simulated().exchanges().listen(page -> {
            if (page.path().endsWith(path)) {
                running.operations().cancelRun(Caller.SYSTEM, run.join());
            }
        });
        run.complete(running.operations()
                .syncData(Caller.SYSTEM, synced.integration().id(), SyncMode.INCREMENTAL, List.of(), Duration.ZERO)
                .id());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run.join()).endedAt() != null);
    }
}
