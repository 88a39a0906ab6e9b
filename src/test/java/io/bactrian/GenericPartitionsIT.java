package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.validation.ValidationMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list for each record of another list, for each of which there is a list again. */
@Tag("proof")
class GenericPartitionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECTS = """
            {"name": "projects", "path": "/page/projects", "items": "/data", "id": "/id",
             "paging": {"kind": "page", "parameter": "page", "sizeParameter": "size", "size": 3}}
            """;
    private static final String TICKETS = """
            {"name": "tickets", "path": "/cursor/projects/{parent}/tickets", "query": {"key": "{key}"},
             "items": "/result/rows", "id": "/number", "changedAt": "/updated_at",
             "partition": {"of": "projects", "values": {"key": "/key"}, "idsPerParent": true},
             "paging": {"kind": "cursor", "parameter": "cursor", "next": "/next", "sizeParameter": "size", "size": 4},
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "entity": "items", "mapping": {"title": "/subject", "parent_id": "{parent}"}}
            """;
    private static final String COMMENTS = """
            {"name": "comments", "path": "/offset/projects/{projects}/tickets/{tickets}/comments", "items": "/data/list",
             "id": "/id", "partition": {"of": "tickets"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total"}}
            """;

    @TempDir
    private Path directory;

    private RunningService running;
    private SimulatedDesk desk;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(5).withTickets(9));
    }

    @AfterEach
    void stop() {
        desk.close();
        running.close();
    }

    @Test
    void everyPartitionIsReadAndCertified() {
        Integration integration = connect(COMMENTS, TICKETS, PROJECTS);

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
        assertThat(raw("comments")).containsExactlyInAnyOrderElementsOf(expected("comments"));
    }

    /** Each project counts its tickets from 1. */
    @Test
    void idsThatAreUniqueWithinTheirParentOnlyDoNotCollide() {
        Integration integration = connect(COMMENTS, TICKETS, PROJECTS);
        String project = desk.desk().list("projects").get(1).path("id").asText();

        running.sync(integration, SyncMode.FULL);

        assertThat(running.texts("select external_id || ' ' || parent_id from work.records where stream = 'tickets'"
                        + " and parent_id = '" + project + "' order by length(external_id), external_id limit 2"))
                .containsExactly(project + "/1 " + project, project + "/2 " + project);
        assertThat(running.number("select count(*) from work.items i where i.parent_id = '" + project + "'"))
                .isEqualTo(9);
        assertThat(running.number("select count(*) from work.records c where c.stream = 'comments' and not exists"
                        + " (select from work.records t where t.stream = 'tickets' and t.external_id = c.parent_id)"))
                .isZero();
    }

    @Test
    void eachPartitionGoesOnFromItsOwnWatermarkAndANewOneFromItsBeginning() {
        Integration integration = connect(TICKETS, PROJECTS);
        running.sync(integration, SyncMode.FULL);
        desk.desk()
                .change("tickets", desk.desk().list("tickets").get(0).path("id").asText());
        String project = desk.desk().createProject();
        desk.desk().createTicket(project);

        StreamReport tickets = stream(running.sync(integration, SyncMode.INCREMENTAL), "tickets");

        assertThat(tickets.updated()).isEqualTo(1);
        assertThat(tickets.created()).isEqualTo(1);
        // What was changed within the second before the first run began is read again.
        assertThat(tickets.fetched()).isLessThan(9);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
        assertThat(running.number(
                        "select count(*) from bactrian.watermarks where stream = 'tickets' and partition <> ''"))
                .isEqualTo(6);
    }

    /** What was there before its partition appeared is older than every watermark. */
    @Test
    void aPartitionThatAppearsLateIsReadWhole() {
        String hidden = desk.desk().list("projects").get(2).path("id").asText();
        desk.faults()
                .add(Fault.status(403).on("/projects/" + hidden + "/tickets").times(1));
        Integration integration = connect(TICKETS, PROJECTS);
        RunReport first = running.sync(integration, SyncMode.FULL);

        RunReport second = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(first.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(stream(second, "tickets").created()).isEqualTo(9);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
    }

    @Test
    void aPartitionThatIsRefusedIsANamedGapAndTheOthersGoOn() {
        List<JsonNode> projects = List.copyOf(desk.desk().list("projects"));
        String refused = projects.get(1).path("id").asText();
        String gone = projects.get(3).path("id").asText();
        Integration integration = connect(TICKETS, PROJECTS);
        running.sync(integration, SyncMode.FULL);
        desk.faults()
                .add(Fault.status(403).on("/projects/" + refused + "/tickets").always());
        desk.faults().add(Fault.status(404).on("/projects/" + gone + "/tickets").always());

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.certificate().streams().stream()
                        .filter(stream -> stream.stream().equals("tickets"))
                        .flatMap(stream -> stream.gaps().stream())
                        .filter(gap -> gap.reason().contains("/projects/"))
                        .map(gap -> gap.kind() + " " + gap.reason().replaceAll(" answered.*", "")))
                .containsExactlyInAnyOrder(
                        "permission generic GET /open/cursor/projects/" + refused + "/tickets",
                        "not_found generic GET /open/cursor/projects/" + gone + "/tickets");
        assertThat(stream(run, "tickets").fetched()).isEqualTo(27);
        assertThat(running.number("select count(*) from work.records where stream = 'tickets' and absence = 'present'"))
                .isEqualTo(45);
    }

    @Test
    void aValidationReadsEveryPartitionAndFindsWhatWasMissed() {
        Integration integration = connect(COMMENTS, TICKETS, PROJECTS);
        running.sync(integration, SyncMode.FULL);
        RunReport equal = validate(integration);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set raw = jsonb_set(raw::jsonb, '{title}', '\"ours\"')::text"
                                + " where stream = 'tickets' and external_id ="
                                + " (select max(external_id) from work.records where stream = 'tickets')"));

        RunReport different = validate(integration);

        assertThat(equal.outcome()).as(equal.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(equal.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("tickets"))
                .singleElement()
                .satisfies(tickets -> assertThat(tickets.compared()).isEqualTo(45));
        assertThat(different.outcome()).as(different.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
    }

    @Test
    void aStoppedRunGoesOnInTheMiddleOfAPartition() {
        Integration integration = connect(TICKETS, PROJECTS);
        desk.faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(300))
                        .on("/tickets")
                        .always());
        UUID id = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.exchanges().count("/tickets") >= 6);

        running.restart();

        await().atMost(Duration.ofSeconds(90))
                .until(() -> running.operations().run(Caller.SYSTEM, id).endedAt() != null);
        RunReport run = running.operations().run(Caller.SYSTEM, id);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("started", "resumed");
        assertThat(stream(run, "tickets").fetched()).isEqualTo(45);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
    }

    private RunReport validate(Integration integration) {
        return running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, integration.id(), ValidationMode.FULL, null, Duration.ofSeconds(60));
    }

    private Integration connect(String... streams) {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        for (String stream : streams) {
            config.withArray("streams").add(json(stream));
        }
        JsonNode stranger = JSON.createObjectNode().put("type", "none");
        return running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration("generic", "desk", null, config, stranger, null, null, null),
                        true);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static StreamReport stream(RunReport run, String name) {
        return run.streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> raw(String stream) {
        return running.texts("select raw from work.records where stream = '" + stream + "'");
    }

    private List<String> expected(String list) {
        return desk.desk().list(list).stream().map(JsonNode::toString).toList();
    }
}
