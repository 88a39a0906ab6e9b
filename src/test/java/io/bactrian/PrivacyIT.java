package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an integration keeps private is in no table, and is compared all the same. */
class PrivacyIT {
    private static final String PRIVATE = """
            {'leaveOut': [
                {'stream': 'issues', 'pointers': ['/fields/description', '/fields/parent', '/fields/customfield_10036']},
                {'stream': 'comments', 'pointers': ['/body']},
                {'stream': 'worklogs', 'pointers': ['/comment']},
                {'stream': 'changes', 'pointers': ['/items/*/fromString', '/items/*/toString']}],
             'hash': [
                {'stream': 'issues', 'pointers': ['/fields/summary', '/fields/labels/*']},
                {'stream': 'users', 'pointers': ['/emailAddress']}]}
            """;

    @TempDir
    Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(40), Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void whatIsPrivateIsNowhereAndProvesEqual() {
        Integration integration = running.connect(PRIVATE, "[]");

        RunReport run = running.sync(integration, SyncMode.FULL);
        running.jira().site().change(running.jira().site().ids().get(3));
        RunReport again = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(again.outcome()).as(again.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(found(secrets())).isEmpty();
        assertThat(running.texts("select title from work.items"))
                .hasSize(40)
                .allMatch(title -> title.startsWith("hmac:"));
        assertThat(running.number("select count(*) from work.items where description is not null"))
                .isZero();
    }

    @Test
    void whatBecomesPrivateLaterIsTakenOutOfWhatIsStored() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);
        assertThat(found(secrets())).isNotEmpty();

        running.change(PRIVATE, "[]");
        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(found(secrets())).isEmpty();

        running.change("{}", "[]");
        RunReport open = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(open.outcome()).as(open.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from work.items where title like 'hmac:%'"))
                .isZero();
    }

    @Test
    void equalValuesStayEqual() {
        running.sync(running.connect(PRIVATE, "[]"), SyncMode.FULL);

        long labels = issues().flatMap(issue -> texts(issue.at("/fields/labels")))
                .distinct()
                .count();

        assertThat(running.number("select count(distinct label) from work.items, unnest(labels) as label"))
                .isEqualTo((int) labels);
    }

    private List<String> found(Set<String> secrets) {
        String everything = String.join("\n", everything());
        return secrets.stream().filter(everything::contains).toList();
    }

    /** Texts of the site that are long enough to be told from others. */
    private Set<String> secrets() {
        return issues().flatMap(issue -> Stream.of(
                        Stream.of(issue.at("/fields/summary").asText()),
                        issue.at("/fields/description").findValuesAsText("text").stream(),
                        issue.at("/fields/comment/comments").findValuesAsText("text").stream()))
                .flatMap(texts -> texts)
                .filter(text -> text.length() > 15)
                .collect(Collectors.toSet());
    }

    private Stream<JsonNode> issues() {
        return running.jira().site().ids().stream()
                .map(id -> (JsonNode) running.jira().site().truth(id));
    }

    private static Stream<String> texts(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> array.get(i).asText());
    }

    /** Every row of every table, as text. */
    private List<String> everything() {
        return running.texts("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                        where table_schema in ('bactrian', 'work') and table_type = 'BASE TABLE'
                        """).stream()
                .flatMap(table -> running.texts("select t::text from " + table + " t").stream())
                .toList();
    }
}
