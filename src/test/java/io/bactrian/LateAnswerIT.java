package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that takes a person more than a day, about a stream that is read whole less often than that. */
@Tag("proof")
class LateAnswerIT {
    private RunningService running;
    private SyncedTool synced;
    private UUID run;

    @BeforeEach
    void ask(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(6), Map.of());
        synced = new SyncedTool(
                running,
                running.connect("{'streams': ['issues', 'issue_watchers'], 'also': ['issue_watchers']}", "[]"));
        synced.full();
        running.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into work.records (integration_id, stream, external_id, raw, hash, parent_id, synced_at)
                    select integration_id, stream, external_id || ' once ' || n, raw, hash, parent_id, synced_at
                    from (select * from work.records where stream = 'issue_watchers' limit 1) one, generate_series(1, 30) n
                    """);
            handle.execute("""
                    update bactrian.watermarks set whole_at = now() - interval '8 days'
                    where stream = 'issue_watchers' and partition = ''""");
        });
        run = synced.begin(SyncMode.INCREMENTAL);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.number("select count(*) from bactrian.confirmations where accepted is null") > 0);
        synced.rests(run);
        synced.letDaysPass(run);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void isHeard() {
        running.operations().confirmRun(Caller.SYSTEM, run, true);

        RunReport report = synced.ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("issue_watchers")).noneMatch(id -> id.contains(" once "));
    }

    @Test
    void provesNothingOfWhatWasReadDaysBefore() {
        String late = running.jira().site().create();

        running.operations().confirmRun(Caller.SYSTEM, run, true);

        RunReport report = synced.ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("issues")).contains(late);
    }
}
