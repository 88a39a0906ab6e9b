package io.bactrian.simulate.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated Jira promises to a benchmark. */
class BenchmarkModeIT {

    private static final String ALL = "created >= \"1970-01-02 00:00\" order by created asc, key asc";
    private static final String WHOLE = "&fields=*all&expand=changelog&maxResults=100";

    private SimulatedJira jira;
    private JiraClient client;

    @BeforeEach
    void start() {
        jira = SimulatedJira.start(
                JiraSettings.defaults().withIssues(1_234).withBenchmark(true).withParts(Parts.each(2)));
        client = new JiraClient(jira);
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    @Test
    void aWalkFindsEveryIssueOnceAndInOrder() throws Exception {
        List<String> found = client.search(ALL, WHOLE);

        assertThat(found).isEqualTo(jira.site().ids()).hasSize(1_234);
    }

    @Test
    void windowsOfCreationShareTheIssues() throws Exception {
        String middle = "2025-06-01 00:00";

        List<String> before = client.search("created < \"" + middle + "\" order by created asc", WHOLE);
        List<String> after = client.search("created >= \"" + middle + "\" order by created asc", WHOLE);

        assertThat(before).hasSizeBetween(550, 680).doesNotContainAnyElementsOf(after);
        assertThat(before.size() + after.size()).isEqualTo(1_234);
    }

    @Test
    void onlyChangedIssuesAreFoundByTheirChange() throws Exception {
        String since = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(jira.settings().timeZone())
                .format(Instant.now());

        JsonNode answer = client.post("/_simulator/changes", "{\"percent\":1}");

        List<String> found = client.search("updated >= \"" + since + "\" order by created asc, key asc", WHOLE);
        assertThat(answer.path("changed")).hasSize(12);
        assertThat(found).hasSize(12);
        assertThat(jira.site().truth(found.get(5)).at("/fields/summary").asText())
                .endsWith("v00000001");
    }

    @Test
    void aBulkFetchGivesTheBytesOfTheSearch() throws Exception {
        JsonNode searched = client.get(JiraClient.query(ALL) + WHOLE).at("/issues/7");
        String id = searched.path("id").asText();

        JsonNode fetched = client.post(
                "/rest/api/3/issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"" + id + "\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}");

        ObjectMapper json = new ObjectMapper();
        assertThat(json.writeValueAsString(fetched.at("/issues/0"))).isEqualTo(json.writeValueAsString(searched));
        assertThat(searched.at("/fields/comment/comments")).hasSize(2);
    }

    @Test
    void idsAreListedInLongPages() throws Exception {
        JsonNode page = client.get(JiraClient.query(ALL) + "&fields=id&maxResults=5000");

        assertThat(page.path("issues")).hasSize(1_234);
        assertThat(page.path("isLast").asBoolean()).isTrue();
    }

    @Test
    void anIssueIsAsLargeAsRealOnes() throws Exception {
        try (SimulatedJira childless =
                SimulatedJira.start(JiraSettings.defaults().withIssues(100).withBenchmark(true))) {
            String page = new JiraClient(childless)
                    .send(JiraClient.query(ALL) + WHOLE)
                    .body();

            assertThat(page.getBytes(java.nio.charset.StandardCharsets.UTF_8).length / 100)
                    .isBetween(6_000, 6_400);
        }
    }
}
