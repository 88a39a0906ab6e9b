package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of Jira besides issues: read whole, kept in step, and gone when Jira lists them no more. */
class JiraStreamsIT {
    private static final String LINKS =
            "select item_id || ' ' || type || ' ' || target_id from work.links where deleted_at is null";

    private static RunningService running;
    private static Integration integration;
    private static SimulatedSite site;

    @BeforeAll
    static void startService(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(60), Map.of());
        site = running.jira().site();
        integration = running.connect();
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void sync() {
        assertInSync(running.sync(integration, SyncMode.FULL));
    }

    @Test
    void smallListsAreReadWhole() {
        Map<String, String> paths = Map.ofEntries(
                Map.entry("status_categories", "statuscategory"),
                Map.entry("priorities", "priority/search"),
                Map.entry("resolutions", "resolution/search"),
                Map.entry("issue_types", "issuetype"),
                Map.entry("issue_link_types", "issueLinkType"),
                Map.entry("project_categories", "projectCategory"),
                Map.entry("project_types", "project/type"),
                Map.entry("groups", "group/bulk"),
                Map.entry("filters", "filter/search"),
                Map.entry("dashboards", "dashboard/search"));

        paths.forEach((stream, path) -> assertThat(held(stream))
                .as(stream)
                .containsExactlyInAnyOrderElementsOf(site.references(path).stream()
                        .map(record ->
                                record.path("name").asText(record.path("key").asText()))
                        .toList()));
    }

    @Test
    void everyListThatMayBeReadIsSaidToBeReadable() {
        assertThat(integration.permissions())
                .filteredOn(permission ->
                        !permission.readable() && !permission.reason().startsWith("not tried"))
                .isEmpty();
        assertThat(running.texts("select raw from work.records where stream = 'labels' order by 1"))
                .contains("\"billing\"", "\"kunden-übersicht\"");
    }

    @Test
    void versionsAreIterationsOfTheirProjects() {
        assertThat(running.texts("select i.name || ' ' || i.state || ' ' || coalesce(i.ends_at::date::text, '')"
                        + " from work.iterations i join work.records r using (integration_id, stream, external_id)"
                        + " where r.parent_id = '10002' and r.absence = 'present' order by 1"))
                .containsExactly("1.0 released 2024-06-30", "1.1 released 2025-06-30", "2.0 – Überfahrt unreleased ");
    }

    @Test
    void whatWasRenamedOrRemovedIsSeenByTheNextRun() {
        List<ObjectNode> priorities = site.references("priority/search");
        priorities.get(1).put("name", "Urgent");
        ObjectNode removed = priorities.remove(4);

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertInSync(run);
        assertThat(held("priorities")).containsExactlyInAnyOrder("Highest", "Urgent", "Medium", "Low");
        assertThat(running.texts("select absence from work.records where stream = 'priorities' and external_id = '"
                        + removed.path("id").asText() + "'"))
                .containsExactly("gone");
        priorities.get(1).put("name", "High");
        priorities.add(removed);
    }

    @Test
    void aVersionThatWasRemovedIsGoneAfterAFullRead() {
        List<ObjectNode> versions = site.references("project/10001/version");
        ObjectNode removed = versions.remove(0);

        assertInSync(running.sync(integration, SyncMode.FULL));

        assertThat(running.texts("select external_id from work.iterations where deleted_at is not null"))
                .containsExactly(removed.path("id").asText());
        versions.add(removed);
    }

    @Test
    void listsOfProjectsAreNotAskedForInEveryRun() {
        running.jira().exchanges().reset();

        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));

        assertThat(running.jira().exchanges().count("/version")).isZero();
        assertThat(running.jira().exchanges().count("/component")).isZero();
    }

    @Test
    void aLinkIsOneRecordOfTheIssueItStartsFromAndGoneWhenItIsRemoved() {
        String from = site.ids().get(3);
        String to = site.ids().get(4);
        site.link(from, to);
        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));
        List<String> linked = running.texts(LINKS);

        site.unlink(from, to);
        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));

        assertThat(linked).containsExactly(from + " Blocks " + to);
        assertThat(running.texts(LINKS)).isEmpty();
        assertThat(running.texts("select absence from work.records where stream = 'issue_links'"))
                .containsExactly("gone");
    }

    @Test
    void filesAreKeptWithoutTheirContentAndGoWithTheirRemoval() {
        String issue = running.texts("select item_id from work.attachments where deleted_at is null order by 1 limit 1")
                .get(0);
        int before = running.number("select count(*) from work.attachments where deleted_at is null");

        site.deleteAttachment(issue);
        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));

        assertThat(running.number("select count(*) from work.attachments where deleted_at is null"))
                .isEqualTo(before - 1);
        assertThat(running.texts("select absence_reason from work.records where stream = 'attachments'"
                        + " and absence <> 'present'"))
                .containsExactly("not in the list of its parent, which was read whole: deleted or hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comments", "worklogs"})
    void aChildThatWasDeletedIsGoneWhetherItsIssueEmbedsAllOfThemOrNot(String stream) {
        List<String> issues = running.texts("select item_id from work." + stream
                + " where deleted_at is null group by item_id having count(*) > 20 union all"
                + " (select item_id from work." + stream
                + " where deleted_at is null group by item_id having count(*) < 5 limit 1)");
        int before = running.number("select count(*) from work." + stream + " where deleted_at is null");

        issues.forEach(stream.equals("comments") ? site::deleteComment : site::deleteWorklog);
        assertInSync(running.sync(integration, SyncMode.INCREMENTAL));

        assertThat(issues).hasSizeGreaterThan(1);
        assertThat(running.number("select count(*) from work." + stream + " where deleted_at is null"))
                .isEqualTo(before - issues.size());
        assertThat(running.number(
                        "select count(*) from work.records where stream = '" + stream + "' and absence = 'gone'"))
                .isEqualTo(issues.size());
    }

    private static List<String> held(String stream) {
        return running.texts("select coalesce(raw::jsonb ->> 'name', raw::jsonb ->> 'key') from work.records"
                + " where stream = '" + stream + "' and absence = 'present'");
    }

    private static void assertInSync(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }
}
