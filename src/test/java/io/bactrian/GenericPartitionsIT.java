package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.generic.DeskSettings;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A list for each record of another list, for each of which there is a list again. */
@Tag("proof")
class GenericPartitionsIT {
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

    @RegisterExtension
    final DeskSide side = new DeskSide(DeskSettings.defaults().withProjects(5).withTickets(9));

    @TempDir
    private Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyPartitionIsReadAndCertified() {
        SyncedTool synced = side.connectBy(running, COMMENTS, TICKETS, PROJECTS);

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
        assertThat(raw("comments")).containsExactlyInAnyOrderElementsOf(expected("comments"));
    }

    /** Each project counts its tickets from 1. */
    @Test
    void idsThatAreUniqueWithinTheirParentOnlyDoNotCollide() {
        SyncedTool synced = side.connectBy(running, COMMENTS, TICKETS, PROJECTS);
        String project = side.desk().list("projects").get(1).path("id").asText();

        synced.full();

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
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        synced.full();
        side.desk()
                .change("tickets", side.desk().list("tickets").get(0).path("id").asText());
        String project = side.desk().createProject();
        side.desk().createTicket(project);

        StreamReport tickets = stream(synced.incremental(), "tickets");

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
        String hidden = side.desk().list("projects").get(2).path("id").asText();
        side.simulated()
                .faults()
                .add(Fault.status(403).on("/projects/" + hidden + "/tickets").times(1));
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        RunReport first = synced.full();

        RunReport second = synced.incremental();

        assertThat(first.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(stream(second, "tickets").created()).isEqualTo(9);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
    }

    @Test
    void aPartitionThatIsRefusedIsANamedGapAndTheOthersGoOn() {
        List<JsonNode> projects = List.copyOf(side.desk().list("projects"));
        String refused = projects.get(1).path("id").asText();
        String gone = projects.get(3).path("id").asText();
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        synced.full();
        side.simulated()
                .faults()
                .add(Fault.status(403).on("/projects/" + refused + "/tickets").always());
        side.simulated()
                .faults()
                .add(Fault.status(404).on("/projects/" + gone + "/tickets").always());

        RunReport run = synced.full();

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
        SyncedTool synced = side.connectBy(running, COMMENTS, TICKETS, PROJECTS);
        synced.full();
        RunReport equal = validate(synced);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set raw = jsonb_set(raw::jsonb, '{title}', '\"ours\"')::text"
                                + " where stream = 'tickets' and external_id ="
                                + " (select max(external_id) from work.records where stream = 'tickets')"));

        RunReport different = validate(synced);

        assertThat(equal.outcome()).as(equal.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(equal.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("tickets"))
                .singleElement()
                .satisfies(tickets -> assertThat(tickets.compared()).isEqualTo(45));
        assertThat(different.outcome()).as(different.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
    }

    @Test
    void aStoppedRunGoesOnInTheMiddleOfAPartition() {
        SyncedTool synced = side.connectBy(running, TICKETS, PROJECTS);
        side.simulated()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(300))
                        .on("/tickets")
                        .always());
        UUID id = running.operations()
                .syncData(Caller.SYSTEM, synced.integration().id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> side.simulated().exchanges().count("/tickets") >= 6);

        running.restart();

        await().atMost(Duration.ofSeconds(90))
                .until(() -> running.operations().run(Caller.SYSTEM, id).endedAt() != null);
        RunReport run = running.operations().run(Caller.SYSTEM, id);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("started", "resumed");
        assertThat(stream(run, "tickets").fetched()).isEqualTo(45);
        assertThat(raw("tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
    }

    private RunReport validate(SyncedTool synced) {
        return running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, synced.integration().id(), ValidationMode.FULL, null, Duration.ofSeconds(60));
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
        return side.desk().list(list).stream().map(JsonNode::toString).toList();
    }
}
