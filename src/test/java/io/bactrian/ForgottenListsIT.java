package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.generic.DeskSettings;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What was listed is kept in a table that a crash of PostgreSQL empties, and no backup holds: a reading that was to prove something by
 * it begins again.
 */
class ForgottenListsIT extends WithRunningService {
    private static final String PROJECTS = """
            {"name": "projects", "path": "/page/projects", "items": "/data", "id": "/id",
             "paging": {"kind": "page", "parameter": "page", "sizeParameter": "size", "size": 3}}
            """;
    private static final String TICKETS = """
            {"name": "tickets", "path": "/offset/projects/{parent}/tickets", "items": "/data/list", "id": "/id",
             "changedAt": "/updated_at", "partition": {"of": "projects"},
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": 4}}
            """;

    @RegisterExtension
    final DeskSide side = new DeskSide(DeskSettings.defaults().withProjects(5).withTickets(9));

    @Test
    void oneThatWasUnderWayDoesSo() {
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        side.whenAsked("/tickets", 3, () -> {
            running.jdbi().useHandle(handle -> handle.execute("truncate bactrian.census_pages"));
            synced.rename();
        });

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("resumed");
    }

    @Test
    void oneThatHadEndedDoesSo() {
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        synced.full();
        UUID run = UUID.randomUUID();
        running.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into bactrian.runs (id, integration_id, kind, mode, state, streams, requested, created_at)
                    values (?, ?, 'sync', 'full', 'waiting', '{}', true, now())""", run, synced.integration().id());
            handle.execute(
                    "insert into bactrian.run_streams (run_id, stream, finished, scope) values (?, 'projects', true, '')",
                    run);
            handle.execute("update bactrian.runs set state = 'queued' where id = ?", run);
        });

        RunReport report = synced.ended(run);

        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
