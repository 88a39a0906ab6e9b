package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.validation.Inconsistency;
import io.bactrian.validation.InconsistencyFilter;
import io.bactrian.validation.ValidationMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a validation finds, what it leaves alone, and what a repair makes of it. */
class ValidationIT {
    private static final int ISSUES = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;
    private List<String> ids;

    @BeforeEach
    void sync() {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
        assertThat(running.sync(integration, SyncMode.FULL).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        ids = running.jira().site().ids();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @EnumSource(ValidationMode.class)
    void nothingIsFoundWhereNothingDiffers(ValidationMode mode) {
        List<String> before = everything();

        RunReport run = validate(mode);

        assertThat(run.certificate().streams())
                .as(run.toString())
                .allSatisfy(stream -> assertThat(stream.equal()).isEqualTo(stream.compared()));
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(open()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void everyKindOfDifferenceIsFoundAndNothingElse() {
        damage();

        RunReport run = validate(ValidationMode.FULL);

        assertThat(open())
                .containsExactlyInAnyOrder(
                        "issues " + ids.get(1) + " /fields/summary value",
                        "issues " + ids.get(2) + " /fields/labels type",
                        "issues " + ids.get(3) + " /fields/extra extra",
                        "issues " + ids.get(4) + " /fields/status missing",
                        "issues " + ids.get(5) + "  missing",
                        "issues " + ids.get(6) + "  extra",
                        "issues 999999  extra",
                        "statuses " + status() + " /name value",
                        "comments " + comment() + " /created value");
        assertThat(run.outcome()).isEqualTo(RunOutcome.OUT_OF_SYNC);
        assertThat(stream(run, "issues").differing())
                .containsEntry(DifferenceKind.VALUE, 1L)
                .containsEntry(DifferenceKind.TYPE, 1L)
                .containsEntry(DifferenceKind.EXTRA, 3L)
                .containsEntry(DifferenceKind.MISSING, 2L);
    }

    /** Differences of every kind, made on our side past the service, and one deletion on theirs. */
    private void damage() {
        raw(ids.get(1), "jsonb_set(raw::jsonb, '{fields,summary}', '\"changed here\"')");
        raw(ids.get(2), "jsonb_set(raw::jsonb, '{fields,labels}', '\"text\"')");
        raw(ids.get(3), "jsonb_set(raw::jsonb, '{fields,extra}', '1')");
        raw(ids.get(4), "raw::jsonb #- '{fields,status}'");
        running.jdbi().useHandle(handle -> {
            handle.execute("delete from work.records where stream = 'issues' and external_id = ?", ids.get(5));
            handle.execute("delete from work.items where stream = 'issues' and external_id = ?", ids.get(5));
            handle.execute("""
                    insert into work.records (integration_id, stream, external_id, raw, hash, changed_at, synced_at)
                    select integration_id, stream, '999999', raw, hash, changed_at, synced_at from work.records
                    where stream = 'issues' and external_id = ?""", ids.get(7));
            handle.execute("""
                    update work.records set raw = jsonb_set(raw::jsonb, '{name}', '"other"')::text
                    where stream = 'statuses' and external_id = ?""", status());
            handle.execute("""
                    update work.records set raw = jsonb_set(raw::jsonb, '{created}', '"2020-01-01T00:00:00Z"')::text
                    where stream = 'comments' and external_id = ?""", comment());
        });
        running.jira().site().delete(ids.get(6));
    }

    @Test
    void aRepairMendsWhatAValidationFound() {
        damage();
        validate(ValidationMode.FULL);
        List<String> found = open();

        RunReport dry = running.operations().repair(Caller.SYSTEM, integration.id(), true, LONG);
        assertThat(open()).isEqualTo(found);
        RunReport repair = running.operations().repair(Caller.SYSTEM, integration.id(), false, LONG);
        RunReport after = validate(ValidationMode.FULL);

        assertThat(dry.timeline())
                .anySatisfy(step ->
                        assertThat(step.detail()).startsWith("6 records").contains(ids.get(5)))
                .extracting(step -> step.step())
                .contains("would_fetch", "would_look_up");
        assertThat(repair.outcome()).as(repair.toString()).isEqualTo(RunOutcome.UNVERIFIED);
        assertThat(after.outcome()).as(after.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(open()).isEmpty();
        assertThat(running.texts("select external_id || ' ' || absence from work.records where absence <> 'present'"
                        + " and stream = 'issues' order by 1"))
                .containsExactlyInAnyOrder(ids.get(6) + " gone", "999999 gone");
        assertThat(running.number("select count(*) from bactrian.inconsistencies where resolved_at is not null"))
                .isEqualTo(found.size());
    }

    @Test
    void whatARepairFindsNowhereTakesItsPartsWithIt() {
        String deleted =
                running.texts("select item_id from work.comments order by 1").get(0);
        running.jira().site().delete(deleted);
        validate(ValidationMode.FULL);

        running.operations().repair(Caller.SYSTEM, integration.id(), false, LONG);

        assertThat(running.texts("select distinct absence from work.records where parent_id = '" + deleted
                        + "' and stream in ('comments', 'worklogs', 'changes', 'attachments')"))
                .containsExactly("gone");
        assertThat(running.number(
                        "select count(*) from work.comments where deleted_at is null and item_id = '" + deleted + "'"))
                .isZero();
    }

    @Test
    void aSampleOfAllFindsWhatACensusCannotSee() {
        raw(ids.get(1), "jsonb_set(raw::jsonb, '{fields,summary}', '\"changed here\"')");

        RunReport census = validate(ValidationMode.CENSUS);
        RunReport sample = running.operations()
                .validateDataConsistency(Caller.SYSTEM, integration.id(), ValidationMode.SAMPLE, ISSUES, LONG);

        assertThat(census.outcome()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(sample.outcome()).as(sample.toString()).isEqualTo(RunOutcome.OUT_OF_SYNC);
        assertThat(open()).containsExactly("issues " + ids.get(1) + " /fields/summary value");
    }

    @Test
    void whatIsFoundAgainIsSaidOnceAndWhatIsGoneIsResolved() {
        raw(ids.get(1), "jsonb_set(raw::jsonb, '{fields,summary}', '\"changed here\"')");
        validate(ValidationMode.FULL);
        validate(ValidationMode.CENSUS);

        assertThat(open()).hasSize(1);
        assertThat(running.number("select count(*) from bactrian.inconsistencies where superseded_at is not null"))
                .isEqualTo(1);
        running.sync(integration, SyncMode.FULL);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set hash = gen_random_uuid() where external_id = ?", ids.get(1)));
        running.sync(integration, SyncMode.FULL);
        validate(ValidationMode.CENSUS);

        assertThat(open()).isEmpty();
    }

    @Test
    void whatTheToolChangedSinceTheLastSyncIsNamedAndIsNoDifference() {
        running.jira().site().change(ids.get(1));
        running.jira().site().comment(ids.get(2));
        running.jira().site().create();

        RunReport run = validate(ValidationMode.FULL);

        assertThat(open()).isEmpty();
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(stream(run, "issues").gaps())
                .extracting(Gap::kind, Gap::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("not_yet_synced", 3L));
        assertThat(stream(run, "issues").differing().values()).containsOnly(0L);
    }

    @Test
    void aValidationWaitsForTheSyncUnderWayAndFindsNoFalseDifferenceWhilePeopleWork() {
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(200))
                        .on("/search/jql")
                        .always());
        UUID sync = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(LONG)
                .until(() -> running.operations().run(Caller.SYSTEM, sync).state() == RunState.RUNNING);
        UUID validation = running.operations()
                .validateDataConsistency(Caller.SYSTEM, integration.id(), ValidationMode.FULL, null, Duration.ZERO)
                .id();

        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            running.jira().site().changeSomething();
            return running.operations().run(Caller.SYSTEM, validation).endedAt() != null;
        });

        RunReport synced = running.operations().run(Caller.SYSTEM, sync);
        RunReport validated = running.operations().run(Caller.SYSTEM, validation);
        assertThat(synced.endedAt()).isBeforeOrEqualTo(validated.startedAt());
        assertThat(open()).as(validated.toString()).isEmpty();
        assertThat(validated.outcome()).as(validated.toString()).isIn(RunOutcome.INCOMPLETE, RunOutcome.IN_SYNC);
    }

    private RunReport validate(ValidationMode mode) {
        return running.operations().validateDataConsistency(Caller.SYSTEM, integration.id(), mode, null, LONG);
    }

    private void raw(String id, String expression) {
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set raw = (" + expression
                                + ")::text where stream = 'issues' and external_id = ?",
                        id));
    }

    private String status() {
        return running.texts("select min(external_id) from work.records where stream = 'statuses'")
                .get(0);
    }

    private String comment() {
        return running.texts("select min(external_id) from work.comments where item_id = '" + ids.get(8) + "'"
                        + " or item_id = '" + ids.get(9) + "' or item_id = '" + ids.get(10) + "'")
                .get(0);
    }

    private List<String> open() {
        InconsistencyFilter filter = new InconsistencyFilter(integration.id(), null, null, true);
        return running.operations().inconsistencies(Caller.SYSTEM, filter, 200, null).items().stream()
                .map(ValidationIT::words)
                .toList();
    }

    private static String words(Inconsistency one) {
        return one.stream() + " " + one.externalId() + " " + one.pointer() + " " + one.kind();
    }

    private List<String> everything() {
        return running.texts("select r::text from work.records r order by stream, external_id");
    }

    private static StreamCertificate stream(RunReport run, String name) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.stream().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
