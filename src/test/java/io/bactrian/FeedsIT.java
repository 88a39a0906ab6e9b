package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.connection.Precondition;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that tell what happened, declared in files alone: by tokens, as Asana does, and by a list of actions, as Trello does. */
class FeedsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static RunningService running;

    private SimulatedDesk desk;
    private Integration integration;

    @BeforeAll
    static void startService() {
        running = RunningService.start(
                directory.resolve("data"),
                JiraSettings.defaults().withIssues(0),
                Map.of(
                        "routes.directory",
                        DeclaredDesks.routes(directory.resolve("routes")).toString()));
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    private void start(String tool) {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(2).withTickets(4));
        JsonNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        integration = running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(tool, "desk", null, config, JSON.createObjectNode(), null, null, null),
                        true);
        running.sync(integration, SyncMode.FULL);
    }

    @AfterEach
    void stop() {
        running.operations().deleteIntegration(Caller.SYSTEM, integration.id(), Precondition.NONE);
        desk.close();
    }

    @Nested
    class ByTokens {
        @BeforeEach
        void begin() {
            start("tokens");
        }

        @Test
        void whatTheFeedTellsOfIsFetchedByIdAndNothingElse() {
            desk.desk().change("tickets", ticket(0));
            desk.desk().createTicket(project(1));
            desk.exchanges().reset();

            StreamReport tickets = stream(running.sync(integration, SyncMode.INCREMENTAL), "tickets");

            assertThat(tickets.created() + " " + tickets.updated()).isEqualTo("1 1");
            assertThat(desk.exchanges().count("/ticket/")).isEqualTo(2);
            assertThat(desk.exchanges().count("/tickets")).isZero();
            assertThatAllIsEqual();
        }

        @Test
        void whatTheFeedSaysIsDeletedAndIsNotFoundIsDeleted() {
            String deleted = ticket(0);
            desk.desk().delete("tickets", deleted);

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThat(running.texts("select external_id from work.records where absence = 'deleted'"))
                    .containsExactly(deleted);
            assertThat(running.texts("select external_id from work.items where deleted_at is not null"))
                    .containsExactly(deleted);
            assertThatAllIsEqual();
        }

        @Test
        void aTokenThatExpiredHasTheScopeReadWhole() {
            desk.desk().change("tickets", ticket(0));
            desk.expireTokens();

            RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

            assertThat(run.failure()).isNull();
            assertThat(stream(run, "tickets").fetched()).isEqualTo(8);
            assertThatAllIsEqual();
            assertThat(running.number(
                            "select count(*) from bactrian.failures where integration_id = '" + integration.id() + "'"))
                    .isZero();
        }

        @Test
        void afterThatTheFeedGoesOnFromTheNewToken() {
            desk.expireTokens();
            running.sync(integration, SyncMode.INCREMENTAL);
            desk.desk().change("tickets", ticket(3));

            StreamReport tickets = stream(running.sync(integration, SyncMode.INCREMENTAL), "tickets");

            assertThat(tickets.fetched()).isEqualTo(1);
            assertThatAllIsEqual();
        }

        @Test
        void moreEventsThanOnePageHoldsAreAllRead() {
            for (int at = 0; at < 8; at++) {
                desk.desk().change("tickets", ticket(at));
            }

            assertThat(stream(running.sync(integration, SyncMode.INCREMENTAL), "tickets")
                            .updated())
                    .isEqualTo(8);
            assertThatAllIsEqual();
        }

        @Test
        void whatTheFeedMissedComesWhenEverythingIsReadAgain() {
            desk.desk().miss(1);
            desk.desk().change("tickets", ticket(0));
            running.sync(integration, SyncMode.INCREMENTAL);
            assertThat(missing()).isEqualTo(1);
            running.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "update bactrian.watermarks set whole_at = whole_at - interval '8 days' where partition = ''"));

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThat(missing()).isZero();
        }

        @Test
        void eventsAreNotKept() {
            desk.desk().change("tickets", ticket(0));

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThat(running.number("select count(*) from work.records where stream = 'events'"))
                    .isZero();
            assertThat(running.number("select count(*) from bactrian.reported_records"))
                    .isZero();
            assertThat(running.number("select count(*) from bactrian.quarantined_records"))
                    .isZero();
        }
    }

    @Nested
    class ByActions {
        @BeforeEach
        void begin() {
            start("actions");
        }

        @Test
        void actionsAreReadToTheLastAndKept() {
            assertThat(running.number("select count(*) from work.records where stream = 'actions'"))
                    .isEqualTo(8);
        }

        @Test
        void theTicketsThatActionsTellOfAreFetchedById() {
            desk.desk().change("tickets", ticket(5));
            desk.desk().delete("tickets", ticket(2));
            desk.exchanges().reset();

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThat(desk.exchanges().count("/ticket/")).isPositive();
            assertThat(desk.exchanges().count("/tickets")).isZero();
            assertThat(running.number("select count(*) from work.records where absence = 'deleted'"))
                    .isEqualTo(1);
            assertThatAllIsEqual();
        }
    }

    /** No search for changes finds them. */
    @Nested
    class WithoutAnInstantOfChange {
        @BeforeEach
        void begin() {
            start("searched");
            desk.desk().changeUnnoticed("tickets", ticket(0));
            running.sync(integration, SyncMode.FULL);
        }

        @Test
        void recordsAreFetchedByIdInEveryRun() {
            desk.desk().changeUnnoticed("tickets", ticket(0));
            running.sync(integration, SyncMode.INCREMENTAL);
            assertThatAllIsEqual();
            desk.desk().changeUnnoticed("tickets", ticket(0));

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThatAllIsEqual();
        }

        @Test
        void recordsThatTellItAgainAreSearchedForAgain() {
            desk.desk().change("tickets", ticket(0));

            running.sync(integration, SyncMode.INCREMENTAL);

            assertThatAllIsEqual();
            assertThat(running.number("select count(*) from bactrian.reported_records"))
                    .isZero();
        }
    }

    /** What a search shows late is looked for farther back the next time. */
    @Test
    void howLateASearchShowsChangesIsMeasured() {
        start("searched");
        running.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "update bactrian.watermarks set watermark = watermark + interval '40 s' where stream = 'tickets'"));
        desk.desk().change("tickets", ticket(0));
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.watermarks set lag_ms = 30000 where stream = 'tickets' and partition = ''"));

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThatAllIsEqual();
        assertThat(running.number("select lag_ms from bactrian.watermarks where stream = 'tickets' and partition = ''"))
                .isGreaterThan(30_000);
    }

    private String ticket(int at) {
        return desk.desk().list("tickets").get(at).path("id").asText();
    }

    private String project(int at) {
        return desk.desk().list("projects").get(at).path("id").asText();
    }

    private long missing() {
        List<String> held = running.texts("select raw from work.records where stream = 'tickets'");
        return desk.desk().list("tickets").stream()
                .filter(ticket -> !held.contains(ticket.toString()))
                .count();
    }

    private void assertThatAllIsEqual() {
        assertThat(running.texts("select raw from work.records where stream = 'tickets' and absence = 'present'"))
                .containsExactlyInAnyOrderElementsOf(desk.desk().list("tickets").stream()
                        .map(JsonNode::toString)
                        .toList());
    }

    private static StreamReport stream(RunReport run, String name) {
        return run.streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
