package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says when both sides are not what they should be. */
class ConsistencyIT {
    private static final int ISSUES = 30;

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;
    private String someIssue;

    @BeforeEach
    void sync() throws IOException {
        start(Map.of());
    }

    private void start(Map<String, String> overrides) {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(ISSUES), overrides);
        integration = running.connect();
        assertThat(running.sync(integration, SyncMode.FULL).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        someIssue = running.jira().site().ids().get(7);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRecordThatWasChangedHereIsNamedWithTheirValueAndOurs() {
        running.jdbi().useHandle(handle -> handle.execute("""
                        update work.records set hash = gen_random_uuid(),
                            raw = jsonb_set(raw::jsonb, '{fields,summary}', '"changed here"')::text
                        where stream = 'issues' and external_id = ?""", someIssue));

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
        assertThat(issues(run).differing()).containsEntry(DifferenceKind.VALUE, 1L);
        assertThat(running.texts("select external_id || ' ' || pointer || ' ' || kind || ' ' || local"
                        + " from bactrian.inconsistencies"))
                .containsExactly(someIssue + " /fields/summary value \"changed here\"");
    }

    @Test
    void aRecordThatIsMissingHereIsBroughtOverByTheRunThatMissesIt() {
        running.jdbi().useHandle(handle -> {
            handle.execute("delete from work.records where stream = 'issues' and external_id = ?", someIssue);
            handle.execute("delete from work.items where stream = 'issues' and external_id = ?", someIssue);
        });

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(ISSUES);
        assertThat(running.number("select count(*) from work.items where stream = 'issues'"))
                .isEqualTo(ISSUES);
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsAGapUntilItIsTaken() {
        running.jdbi().useHandle(handle -> {
            handle.execute("delete from work.records where stream = 'issues' and external_id = ?", someIssue);
            handle.execute("delete from work.items where stream = 'issues' and external_id = ?", someIssue);
            refuseAsBadData(handle);
        });

        RunReport refused = running.sync(integration, SyncMode.INCREMENTAL);
        running.jdbi().useHandle(handle -> handle.execute("drop trigger refused on work.items"));
        RunReport taken = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(refused.outcome()).as(refused.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(issues(refused).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.kind() + gap.count()).isEqualTo("quarantined1"));
        assertThat(issues(refused).confidence()).isLessThan(1);
        assertThat(taken.outcome()).as(taken.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from bactrian.quarantined_records"))
                .isZero();
    }

    /** As the database refuses a text that it cannot encode. */
    private void refuseAsBadData(Handle handle) {
        handle.execute("create function work.refuse() returns trigger language plpgsql as"
                + " 'begin raise ''refused'' using errcode = ''22021''; end'");
        handle.execute("create trigger refused before insert on work.items for each row when (new.external_id = '"
                + someIssue + "') execute function work.refuse()");
    }

    @Test
    void aRecordThatIsGoneThereIsMarkedAbsentHere() {
        running.jira().site().delete(someIssue);

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(issues(run).differing()).containsEntry(DifferenceKind.EXTRA, 0L);
        assertThat(issues(run).external()).isEqualTo(ISSUES - 1);
        assertThat(issues(run).local()).isEqualTo(ISSUES - 1);
    }

    @Test
    void whatChangedThereIsBroughtOver() {
        running.jira().site().change(someIssue);
        running.jira().site().comment(someIssue);
        String created = running.jira().site().create();

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.texts("select external_id from work.items where stream = 'issues'"))
                .hasSize(ISSUES + 1)
                .contains(created);
        assertThat(running.texts("select raw::jsonb #>> '{fields,summary}' from work.records where stream = 'issues'"
                        + " and external_id = '" + someIssue + "'"))
                .containsExactly(running.jira()
                        .site()
                        .truth(someIssue)
                        .at("/fields/summary")
                        .asText());
    }

    @Test
    @Tag("proof")
    void aCensusThatIsNotDueIsRememberedUntilSomethingChanges() throws IOException {
        running.close();
        start(Map.of("routes.directory", routesWithSmallCensus().toString()));

        RunReport unchanged = running.sync(integration, SyncMode.INCREMENTAL);
        running.jira().site().change(someIssue);
        RunReport changed = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(unchanged.outcome()).as(unchanged.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(changed.outcome()).as(changed.toString()).isEqualTo(RunOutcome.UNVERIFIED);
        assertThat(issues(changed).gaps()).isNotEmpty();
    }

    @Test
    @Tag("proof")
    void whatARunBroughtThatWasAskedForBeforeTheCensusIsAChangeSince() throws IOException {
        running.close();
        start(Map.of("routes.directory", routesWithSmallCensus().toString()));
        running.jira().site().change(someIssue);
        RunReport late = askedForAnHourAgo();

        RunReport next = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(late.outcome()).as(late.toString()).isEqualTo(RunOutcome.UNVERIFIED);
        assertThat(next.outcome()).as(next.toString()).isEqualTo(RunOutcome.UNVERIFIED);
    }

    private RunReport askedForAnHourAgo() {
        UUID run = UUID.randomUUID();
        running.jdbi().useHandle(handle -> handle.execute("""
                        insert into bactrian.runs (id, integration_id, kind, mode, state, streams, requested, created_at)
                        values (?, ?, 'sync', 'incremental', 'queued', '{}', true, now() - interval '1 hour')""", run, integration.id()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }

    @Test
    @Tag("proof")
    void aFullRunThatWasInterruptedBeforeItsCensusTakesIt() throws IOException {
        running.close();
        start(Map.of("routes.directory", routesWithSmallCensus().toString()));
        running.jira().site().comment(longDiscussed());
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(500))
                        .on("/comment")
                        .always());
        running.jira().exchanges().reset();
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.jira().exchanges().count("/comment") > 0);

        running.restart();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        RunReport ended = running.operations().run(Caller.SYSTEM, run);
        assertThat(ended.timeline()).extracting(step -> step.step()).contains("resumed");
        assertThat(ended.outcome()).as(ended.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    private String longDiscussed() {
        return running.texts(
                        "select item_id from work.comments group by item_id order by count(*) desc, item_id limit 1")
                .get(0);
    }

    @Test
    void aRecordWithoutAnIdIsAGapUntilAWholeReadingDoesNotMeetItAgain() {
        running.jdbi().useHandle(handle -> handle.execute("""
                        insert into bactrian.quarantined_records
                            (integration_id, stream, external_id, raw, reason, noted_at)
                        values (?, 'issues', 'without-id-1', '{}', 'the record has no id', now())""", integration.id()));

        RunReport incremental = running.sync(integration, SyncMode.INCREMENTAL);
        RunReport full = running.sync(integration, SyncMode.FULL);

        assertThat(incremental.outcome()).as(incremental.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(full.outcome()).as(full.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    /** A census of more than one page is taken once a day only. */
    private Path routesWithSmallCensus() throws IOException {
        Path copy = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(Path.of("routes").relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace("limit: 5000", "limit: 10"));
            }
        }
        return copy;
    }

    private static StreamCertificate issues(RunReport run) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.stream().equals("issues"))
                .findFirst()
                .orElseThrow();
    }
}
