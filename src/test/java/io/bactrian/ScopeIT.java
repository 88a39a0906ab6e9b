package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SeedPeriod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is within an integration's scope is read, and what a narrower one leaves out is never taken for deleted. */
class ScopeIT {
    private static final int ISSUES = 60;

    @TempDir
    Path directory;

    private RunningService running;
    private String one;
    private String other;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        one = project(running.jira().site().ids().get(0));
        other = running.jira().site().ids().stream()
                .map(this::project)
                .filter(project -> !project.equals(one))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aScopedSyncBringsAndProvesWhatIsWithin() {
        Integration integration = running.connect("{'projects': ['" + one + "']}", "[]");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(ids(one::equals));
        assertThat(issues(run).external()).isEqualTo(ids(one::equals).size());
    }

    @Test
    void aConditionOfTheUserIsHeeded() {
        Integration integration = running.connect(
                "{'projects': ['" + one + "', '" + other + "'], 'jql': 'project = " + one + " or id = "
                        + ids(other::equals).get(0) + "'}",
                "[]");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held())
                .hasSize(ids(one::equals).size() + 1)
                .contains(ids(other::equals).get(0));
    }

    @Test
    void nothingFromBeforeTheStartIsRead() {
        String since = running.jira()
                .site()
                .truth(someOf(one))
                .at("/fields/updated")
                .asText()
                .substring(0, 10);
        Integration integration = running.connect("{'startDate': '" + since + "'}", "[]");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).hasSizeBetween(1, ISSUES - 1);
        assertThat(running.number(
                        "select count(*) from work.items where changed_at < timestamptz '" + since + " 00:00Z'"))
                .isZero();
    }

    @Test
    @Tag("proof")
    void aWiderScopeBringsOlderRecordsIn() {
        Integration integration = running.connect("{'projects': ['" + one + "']}", "[]");
        running.sync(integration, SyncMode.FULL);

        running.change("{'projects': ['" + one + "', '" + other + "']}", "[]");
        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(ids(p -> p.equals(one) || p.equals(other)));
    }

    @Test
    @Tag("proof")
    void whatANarrowerScopeLeavesOutIsUnobservedAndComesBackWithIt() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);
        int comments = running.number("select count(*) from work.comments where deleted_at is null");

        running.change("{'projects': ['" + one + "']}", "[]");
        RunReport narrow = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(narrow.outcome()).as(narrow.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(ids(one::equals));
        assertThat(running.texts("select distinct absence from work.records where deleted_at is not null"))
                .containsExactly("unobserved");
        assertThat(running.number("select count(*) from work.items where deleted_at is null"))
                .isEqualTo(ids(one::equals).size());
        assertThat(running.number("""
                        select count(*) from work.comments c where deleted_at is null and not exists (
                            select from work.items i where i.external_id = c.item_id and i.deleted_at is null)""")).isZero();

        running.change("{}", "[]");
        RunReport wide = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(wide.outcome()).as(wide.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).hasSize(ISSUES);
        assertThat(running.number("select count(*) from work.comments where deleted_at is null"))
                .isEqualTo(comments);
    }

    @Test
    @Tag("proof")
    void whatIsListedForWhatANarrowerScopeLeavesOutIsUnobservedAndComesBackWithIt() {
        Integration integration = running.connect("{'also': ['issue_watchers']}", "[]");
        running.sync(integration, SyncMode.FULL);
        List<String> watched = watched("present");

        running.change("{'also': ['issue_watchers'], 'projects': ['" + one + "']}", "[]");
        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(watched("present")).isNotEmpty().isSubsetOf(ids(one::equals));
        assertThat(watched("unobserved"))
                .hasSize(watched.size() - watched("present").size());

        running.change("{'also': ['issue_watchers']}", "[]");
        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(watched("present")).containsExactlyInAnyOrderElementsOf(watched);
    }

    private List<String> watched(String absence) {
        return running.texts(
                "select parent_id from work.records where stream = 'issue_watchers' and absence = '" + absence + "'");
    }

    @Test
    void aRecordThatLeavesTheScopeIsUnobservedThoughItIsFound() {
        String limit = SeedPeriod.TO.plus(Duration.ofDays(1)).toString().substring(0, 10);
        Integration integration = running.connect("{'jql': 'updated < \\\"" + limit + "\\\"'}", "[]");
        running.sync(integration, SyncMode.FULL);
        String leaving = held().get(0);

        running.jira().site().change(leaving);
        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.texts(
                        "select absence from work.records where stream = 'issues' and external_id = '" + leaving + "'"))
                .containsExactly("unobserved");
    }

    @Test
    void aRecordThatIsGoneFromWithinTheScopeIsMarkedGone() {
        Integration integration = running.connect("{'projects': ['" + one + "']}", "[]");
        running.sync(integration, SyncMode.FULL);

        String deleted = held().get(0);
        running.jira().site().delete(deleted);
        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.texts("select external_id from work.records where stream = 'issues' and absence = 'gone'"))
                .containsExactly(deleted);
    }

    @Test
    @Tag("proof")
    void aStreamOutsideTheScopeIsLetGoAndReadWholeWhenItIsWantedAgain() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);

        running.change("{'streams': ['issues']}", "[]");
        RunReport less = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(less.outcome()).as(less.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(less.certificate().streams())
                .extracting(StreamCertificate::stream)
                .containsExactlyInAnyOrder("issues", "comments", "worklogs", "changes", "attachments", "issue_links");
        assertThat(running.number("select count(*) from work.people where deleted_at is null"))
                .isZero();

        running.change("{'streams': ['users']}", "[]");
        RunReport users = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(users.outcome()).as(users.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).isEmpty();
        assertThat(running.number("select count(*) from work.people where deleted_at is null"))
                .isPositive();

        running.change("{}", "[]");
        RunReport all = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(all.outcome()).as(all.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).hasSize(ISSUES);
    }

    /** To go on from there would read the changes only, of records of which none is held any more. */
    @Test
    @Tag("proof")
    void whatWasBeingReadOfAStreamOutsideTheScopeIsNotTakenUpWhenItIsWantedAgain() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);
        running.jira().faults().add(Fault.status(403).on("/search/jql").times(1));
        running.sync(integration, SyncMode.INCREMENTAL);
        assertThat(beingRead()).isEqualTo(1);

        running.change("{'streams': ['users']}", "[]");
        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(beingRead()).isZero();
    }

    private int beingRead() {
        return running.number("select count(*) from bactrian.walks where stream = 'issues'");
    }

    /** As in a crash of PostgreSQL: then all that is looked up seems to have been left out of the listing. */
    @Test
    @Tag("proof")
    void nothingHasLeftTheScopeWhenTheDatabaseForgetsTheListing() {
        Integration integration = running.connect("{'projects': ['" + one + "', '" + other + "']}", "[]");
        running.sync(integration, SyncMode.FULL);
        List<String> before = held();
        running.jdbi().useHandle(handle -> handle.execute("""
                insert into work.records (integration_id, stream, external_id, raw, hash, changed_at, synced_at)
                select integration_id, stream, '0', raw, hash, changed_at, synced_at from work.records
                where stream = 'issues' limit 1"""));
        AtomicInteger lookUps = new AtomicInteger();
        running.jira().exchanges().listen(exchange -> {
            if (exchange.path().endsWith("/issue/bulkfetch") && lookUps.incrementAndGet() == 1) {
                running.jdbi().useHandle(handle -> handle.execute("truncate bactrian.census_pages"));
            }
        });

        running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(held()).containsAll(before);
        assertThat(running.sync(integration, SyncMode.INCREMENTAL).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(held()).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<String> held() {
        return running.texts("select external_id from work.records where stream = 'issues' and absence = 'present'");
    }

    private String someOf(String project) {
        List<String> ids = ids(project::equals);
        return ids.get(ids.size() / 2);
    }

    private List<String> ids(Predicate<String> project) {
        return running.jira().site().ids().stream()
                .filter(id -> project.test(project(id)))
                .toList();
    }

    private String project(String id) {
        return running.jira().site().truth(id).at("/fields/project/key").asText();
    }

    private static StreamCertificate issues(RunReport run) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.stream().equals("issues"))
                .findFirst()
                .orElseThrow();
    }
}
