package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists that are counted through while records are taken out of them, so that others move up over the edge of a page. */
@Tag("proof")
class RestlessListsIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TICKETS = """
            {"name": "tickets", "path": "/offset/tickets", "items": "/data/list", "id": "/id", "changedAt": "/updated_at",
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": 4}}
            """;
    private static final String OF_PROJECTS = TICKETS.replace("/offset/tickets", "/offset/projects/{parent}/tickets")
            .replace("\"paging\"", "\"partition\": {\"of\": \"projects\"}, \"paging\"");
    private static final String PROJECTS = """
            {"name": "projects", "path": "/none/projects", "items": "", "id": "/id", "paging": {"kind": "none"}}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private SimulatedDesk desk;

    @BeforeEach
    void start() {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(2).withTickets(7));
        desk.exchanges().listen(page -> asked.add(page.path() + "?" + page.query()));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void aListThatStandsStillIsReadOnce() {
        RunReport run = running.sync(connect(TICKETS), SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(asked("/offset/tickets")).isEqualTo(4);
    }

    @Test
    void oneThatGrowsIsReadOnce() {
        Integration integration = connect(TICKETS);
        afterPages(1, () -> desk.desk().createTicket(projects().get(0)));

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(asked("/offset/tickets")).isEqualTo(4);
        assertThatAllAreHeld(integration);
    }

    @Test
    void whatMovedUpOverTheEdgeOfAPageIsRead() {
        Integration integration = connect(TICKETS);
        afterPages(1, this::deleteTheSecond);

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatAllAreHeld(integration);
    }

    @Test
    void whatMovedUpWhileARunWaitedIsRead() {
        Integration integration = connect(TICKETS);
        afterPages(1, () -> {
            deleteTheSecond();
            desk.faults().add(Fault.rateLimit("3", null).on("/tickets").times(1));
        });

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("resumed");
        assertThatAllAreHeld(integration);
    }

    @Test
    void oneThatGoesOnMovingIsNamedAndReadWholeByTheNextRun() {
        Integration integration = connect(TICKETS);
        afterPages(1, this::deleteTheSecond);
        afterPages(3, this::deleteTheSecond);

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);
        RunReport next = running.sync(integration, SyncMode.INCREMENTAL);

        assertThatItIsNamed(run);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatAllAreHeld(integration);
    }

    @Test
    void oneOfManyThatGoesOnMovingIsNamedAndReadWholeByTheNextRun() {
        Integration integration = connect(OF_PROJECTS, PROJECTS);
        running.sync(integration, SyncMode.FULL);
        asked.clear();
        afterPages(1, this::deleteTheSecond);
        afterPages(3, this::deleteTheSecond);

        RunReport run = running.sync(integration, SyncMode.FULL);
        RunReport next = running.sync(integration, SyncMode.INCREMENTAL);

        assertThatItIsNamed(run);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatAllAreHeld(integration);
    }

    /** The first reading missed one that is held, and the second moves. */
    @Test
    void oneWhoseSecondReadingGoesOnMovingIsReadWholeByTheNextRun() {
        Integration integration = connect(TICKETS);
        running.sync(integration, SyncMode.FULL);
        asked.clear();
        desk.desk().delete("tickets", ids("tickets").get(9));
        afterPages(5, this::deleteTheSecond);
        afterPages(7, this::deleteTheSecond);

        RunReport run = running.sync(integration, SyncMode.FULL);
        running.sync(integration, SyncMode.INCREMENTAL);

        assertThatItIsNamed(run);
        assertThatAllAreHeld(integration);
    }

    private static void assertThatItIsNamed(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("tickets"))
                .flatExtracting(stream -> stream.gaps())
                .extracting(gap -> gap.kind())
                .containsExactly("moved");
    }

    private void afterPages(int pages, Runnable change) {
        desk.exchanges().listen(page -> {
            if (page.path().endsWith("/tickets") && asked("/tickets") == pages) {
                change.run();
            }
        });
    }

    private void deleteTheSecond() {
        desk.desk().delete("tickets", ids("tickets").get(1));
    }

    private long asked(String path) {
        return asked.stream().filter(page -> page.contains(path)).count();
    }

    private List<String> projects() {
        return ids("projects");
    }

    private List<String> ids(String list) {
        return desk.desk().list(list).stream()
                .map(record -> record.path("id").asText())
                .toList();
    }

    private void assertThatAllAreHeld(Integration integration) {
        assertThat(running.texts("select external_id from work.records where stream = 'tickets' and absence = 'present'"
                        + " and integration_id = '" + integration.id() + "'"))
                .containsExactlyInAnyOrderElementsOf(ids("tickets"));
    }

    private Integration connect(String... streams) {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        for (String stream : streams) {
            config.withArray("streams").add(json(stream));
        }
        JsonNode stranger = JSON.createObjectNode().put("type", "none");
        Integration integration = running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration("generic", "desk", null, config, stranger, null, null, null),
                        true);
        asked.clear();
        return integration;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
