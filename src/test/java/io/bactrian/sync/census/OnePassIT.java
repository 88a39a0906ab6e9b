package io.bactrian.sync.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.FreshDatabase;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is absent is set against what belongs to it in one pass, though the planner knows nothing yet of a new integration. */
class OnePassIT {
    private static final int MANY = 1000;
    /** How often each row may be read: there are several statements, and each may read it several times. */
    private static final int PASSES = 20;

    private FreshDatabase fresh;
    private UUID integration;

    @BeforeEach
    void create() {
        fresh = FreshDatabase.create();
        integration = fresh.integration();
    }

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void theChildrenOfManyAbsentRecords() throws Exception {
        Tool jira = new Declarations().read(Path.of("routes/jira"));
        hold("issues", "gone");
        hold("changes", "present");
        fresh.jdbi().useHandle(handle -> handle.execute("""
                insert into work.changes (integration_id, stream, external_id, item_id, synced_at)
                select integration_id, stream, external_id, external_id, now() from work.records where stream = 'changes'
                """));

        long read = fresh.read(handle -> HiddenParts.hide(handle, integration, jira.stream("issues")));

        assertThat(present("changes")).isZero();
        assertThat(read).isLessThan(MANY * PASSES);
    }

    @Test
    void whatWasListedForManyAbsentRecords() throws Exception {
        Tool trello = new Declarations().read(Path.of("routes/trello"));
        hold("boards", "gone");
        hold("actions", "present");

        long read = fresh.read(
                handle -> Orphans.marked(handle, integration, "boards", trello.stream("actions"), Long.MAX_VALUE));

        assertThat(present("actions")).isZero();
        assertThat(read).isLessThan(MANY * PASSES);
    }

    /** Each belongs to the record of another stream that has the same id. */
    private void hold(String stream, String absence) {
        fresh.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into work.records
                            (integration_id, stream, external_id, parent_id, raw, hash, synced_at, absence)
                        select :integration, :stream, n::text, n::text, '{}',
                            gen_random_uuid(), now(), :absence
                        from generate_series(1, :many) n
                        """)
                        .bind("integration", integration)
                        .bind("stream", stream)
                        .bind("absence", absence)
                        .bind("many", MANY)
                        .execute());
    }

    private long present(String stream) {
        return fresh.count("work.records where stream = '" + stream + "' and absence = 'present'");
    }
}
