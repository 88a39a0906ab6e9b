package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.generic.DeskSettings;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reading that a run has left off, and what has changed when another one begins. */
@Tag("proof")
class LeftListsIT extends WithRunningService {
    private static final String PROJECTS = """
            {"name": "projects", "path": "/page/projects", "items": "/data", "id": "/id",
             "paging": {"kind": "page", "parameter": "page", "sizeParameter": "size", "size": 3}}
            """;
    private static final String BY_OFFSET = """
            {"name": "tickets", "path": "/offset/projects/{parent}/tickets", "items": "/data/list", "id": "/id",
             "changedAt": "/updated_at", "partition": {"of": "projects"},
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": 4}}
            """;
    private static final String BY_LINK = """
            {"name": "tickets", "path": "/link/projects/{parent}/tickets", "items": "", "id": "/id",
             "partition": {"of": "projects"}, "paging": {"kind": "link", "sizeParameter": "size", "size": 4}}
            """;

    @RegisterExtension
    final DeskSide side = new DeskSide(DeskSettings.defaults().withProjects(5).withTickets(9));

    @Test
    void theListBehindOneThatIsGoneIsNotBegunFarDown() {
        assertThatTheNextListIsReadWhole(BY_OFFSET, 2);
    }

    @Test
    void theListBehindOneThatIsGoneIsNotAskedForAtItsAddress() {
        assertThatTheNextListIsReadWhole(BY_LINK, 1);
    }

    @Test
    void whatOneRunReadIsReadAgainByTheNext() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        cancelAfter(synced, "/page/projects", 1);
        side.desk().change("projects", projects().get(0));
        side.desk().delete("projects", projects().get(1));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatIsHeldAsItIs(synced, "projects");
    }

    @Test
    void whatOneRunWasRefusedIsAskedForByTheNext() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        List<String> projects = projects();
        side.simulated()
                .faults()
                .add(Fault.status(403)
                        .on("/projects/" + projects.get(1) + "/tickets")
                        .times(1));
        cancelAfter(synced, "/projects/" + projects.get(2) + "/tickets", 1);

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatAreHeld(synced, projects.get(1));
    }

    @Test
    void whatOneRunListedAndIsGoneWithItsListIsMissedByNobody() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        List<String> projects = projects();
        cancelAfter(synced, "/projects/" + projects.get(2) + "/tickets", 1);
        side.desk().delete("projects", projects.get(0));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void whatIsSetAsideOfAListThatIsGoneIsMissedByNobody() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        synced.full();
        String gone = projects().get(0);
        running.jdbi()
                .useHandle(handle -> handle.execute("""
                        insert into bactrian.quarantined_records
                            (integration_id, stream, external_id, parent_id, raw, reason, noted_at)
                        values (?, 'tickets', 'a ticket', ?, '{}', 'bad on purpose', now())""", synced.integration().id(), gone));
        RunReport before = synced.incremental();
        side.desk().delete("projects", gone);

        RunReport run = synced.incremental();

        assertThat(before.outcome()).as(before.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** The third page of one record is not where the third page of three begins. */
    @Test
    void theNumberOfAPageIsNotTakenForThatOfALargerOne() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into bactrian.page_limits (integration_id, stream, size, updated_at)"
                                + " values (?, 'projects', 1, now())",
                        synced.integration().id()));
        side.whenAsked("/page/projects", 3, () -> {
            running.jdbi()
                    .useHandle(handle ->
                            handle.execute("update bactrian.page_limits set updated_at = now() - interval '2 days'"));
            synced.rename();
        });

        RunReport run = synced.full();

        assertThat(run.timeline()).extracting(step -> step.step()).contains("resumed");
        assertThat(synced.texts("select external_id from work.records where stream = 'projects'"))
                .containsExactlyInAnyOrderElementsOf(projects());
    }

    /** In the middle of its first list, or behind that and the first of the next ones. */
    @ParameterizedTest
    @CsvSource({"/page/projects, 1", "/tickets, 4"})
    void whatARunReadBeforeItRestedForDaysIsReadAgain(String until, int pages) {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        UUID run = restingAt(synced, until, pages);
        side.desk().change("projects", projects().get(0));
        side.desk().delete("tickets", tickets(projects().get(0)).get(0));
        synced.letDaysPass(run);

        synced.pause(false);

        RunReport report = synced.ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThatIsHeldAsItIs(synced, "projects");
        assertThatIsHeldAsItIs(synced, "tickets");
    }

    @Test
    void whatARunReadBeforeItWaitedAsTheToolAskedIsNotReadAgain() {
        SyncedTool synced = side.connectBy(running, BY_OFFSET, PROJECTS);
        UUID run = restingAt(synced, "/page/projects", 1);
        synced.letDaysPass(run);
        running.jdbi().useHandle(handle -> handle.execute("update bactrian.runs set due_at = now() where id = ?", run));

        synced.pause(false);

        RunReport report = synced.ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(report.streams())
                .filteredOn(stream -> stream.stream().equals("projects"))
                .singleElement()
                .satisfies(projects -> assertThat(projects.fetched()).isEqualTo(5));
    }

    private UUID restingAt(SyncedTool synced, String path, int pages) {
        side.whenAsked(path, pages, () -> synced.pause(true));
        UUID run = synced.begin(SyncMode.FULL);
        synced.rests(run);
        return run;
    }

    private void assertThatTheNextListIsReadWhole(String tickets, int pages) {
        SyncedTool synced = side.connectBy(running, tickets, PROJECTS);
        List<String> projects = projects();
        String gone = projects.get(1);
        String next = projects.get(2);
        cancelAfter(synced, "/projects/" + gone + "/tickets", pages);
        side.desk().delete("projects", gone);

        synced.full();

        assertThatAreHeld(synced, next);
    }

    private void assertThatIsHeldAsItIs(SyncedTool synced, String stream) {
        assertThat(synced.texts("select external_id || raw from work.records where stream = '" + stream + "'"
                        + " and absence = 'present'"))
                .containsExactlyInAnyOrderElementsOf(side.desk().list(stream).stream()
                        .map(record -> record.path("id").asText() + record)
                        .toList());
    }

    private void assertThatAreHeld(SyncedTool synced, String project) {
        assertThat(synced.texts("select external_id from work.records where stream = 'tickets' and absence = 'present'"
                        + " and parent_id = '" + project + "'"))
                .containsExactlyInAnyOrderElementsOf(tickets(project));
    }

    /** As they are gone through: by their ids. */
    private List<String> projects() {
        return side.desk().list("projects").stream()
                .map(project -> project.path("id").asText())
                .sorted()
                .toList();
    }

    private List<String> tickets(String project) {
        return side.desk().list("tickets").stream()
                .filter(ticket -> ticket.path("project_id").asText().equals(project))
                .map(ticket -> ticket.path("id").asText())
                .toList();
    }

    private void cancelAfter(SyncedTool synced, String path, int pages) {
        CompletableFuture<UUID> run = new CompletableFuture<>();
        side.whenAsked(path, pages, () -> running.operations().cancelRun(Caller.SYSTEM, run.join()));
        run.complete(synced.begin(SyncMode.FULL));
        synced.ended(run.join());
    }
}
