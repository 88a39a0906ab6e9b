package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync of a tool in which nothing has changed writes: its position and its own report, and that is all. */
class NothingChangedIT {
    private static final List<String> TABLES =
            List.of("work.records", "work.items", "work.projects", "work.comments", "work.worklogs", "work.changes");

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;
    private long firstWritten;

    @BeforeEach
    void syncOnce() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1_000), Map.of());
        // A vacuum in the middle writes on its own account.
        running.jdbi()
                .useHandle(handle -> TABLES.forEach(
                        table -> handle.execute("alter table " + table + " set (autovacuum_enabled = false)")));
        integration = running.connect();
        long before = written();
        running.sync(integration, SyncMode.FULL);
        firstWritten = written() - before;
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void readingEverythingAgainTouchesNoRow() {
        Map<String, String> rows = rows();
        long before = written();

        RunReport report = running.sync(integration, SyncMode.FULL);

        assertThat(report.streams())
                .anySatisfy(stream -> assertThat(stream.unchanged()).isEqualTo(1_000));
        assertThat(rows()).isEqualTo(rows);
        assertThat(written() - before).isLessThan(firstWritten / 10);
    }

    @Test
    void askingForChangesTouchesNoRow() {
        Map<String, String> rows = rows();
        long before = written();

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(rows()).isEqualTo(rows);
        assertThat(written() - before).isLessThan(firstWritten / 10);
    }

    /** Where each row lies and which transaction wrote it. */
    private Map<String, String> rows() {
        return TABLES.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> running.texts(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(ctid || ' ' || xmin, ','"
                                                + " order by ctid)), '') from " + table)
                                .get(0)));
    }

    /** Bytes of the write-ahead log so far. */
    private long written() {
        return Long.parseLong(running.texts("select (pg_current_wal_insert_lsn() - '0/0')::text")
                .get(0));
    }
}
