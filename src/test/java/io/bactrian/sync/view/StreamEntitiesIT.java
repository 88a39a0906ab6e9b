package io.bactrian.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.FreshDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The view of a stream joins the table that its integrations agree on, whichever of them was synced last. */
class StreamEntitiesIT {
    private static FreshDatabase database;

    private final StreamEntities entities = new StreamEntities(database.jdbi());
    private final UUID first = database.integration();
    private final UUID second = database.integration();

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anIntegrationThatMapsNothingTakesNothingFromTheOthers() {
        entities.keep(first, "tickets", "items");

        entities.keep(second, "tickets", null);

        assertThat(entities.shared("jira", "tickets")).contains("items");
    }

    @Test
    void integrationsThatDoNotAgreeShareNoTable() {
        entities.keep(first, "people", "people");

        entities.keep(second, "people", "items");

        assertThat(entities.shared("jira", "people")).isEmpty();
    }

    @Test
    void theLastWordOfAnIntegrationCounts() {
        entities.keep(first, "notes", "items");

        entities.keep(first, "notes", "comments");

        assertThat(entities.shared("jira", "notes")).contains("comments");
    }
}
