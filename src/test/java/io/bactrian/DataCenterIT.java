package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.run.RunReport;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Jira Data Center, which tells by itself that it is one, is asked in its own way and read like any Jira. */
@Tag("proof")
class DataCenterIT extends WithDataCenter {
    @Test
    void everyFieldOfEveryIssueIsWhatTheSiteShows() {
        synced = connect();

        assertInSync(synced.full());

        assertThat(synced.texts("""
                        select concat_ws('|', external_id, title, coalesce(description, ''), coalesce(assignee_ids[1], ''),
                            coalesce(reporter_id, ''), url)
                        from work.items where true"""))
                .containsExactlyInAnyOrderElementsOf(shown(issue -> Stream.of(String.join(
                        "|",
                        issue.path("id").asText(),
                        issue.at("/fields/summary").asText(),
                        issue.at("/fields/description").asText(""),
                        issue.at("/fields/assignee/key").asText(""),
                        issue.at("/fields/reporter/key").asText(""),
                        jira.home() + "/browse/" + issue.path("key").asText()))));
    }

    @Test
    void whatHangsOnIssuesIsWholeAndBelongsToPeopleByTheirKeys() {
        synced = connect();

        assertInSync(synced.full());

        assertThat(children("comments", "author_id, text"))
                .containsExactlyInAnyOrderElementsOf(shown(each("/fields/comment/comments", "/author/key", "/body")));
        assertThat(children("worklogs", "author_id, text"))
                .containsExactlyInAnyOrderElementsOf(
                        shown(each("/fields/worklog/worklogs", "/author/key", "/comment")));
        assertThat(children("changes", "author_id, new_values[1]"))
                .containsExactlyInAnyOrderElementsOf(
                        shown(each("/changelog/histories", "/author/key", "/items/0/toString")));
        assertThat(children("attachments", "author_id, name"))
                .containsExactlyInAnyOrderElementsOf(shown(each("/fields/attachment", "/author/key", "/filename")));
        assertThat(synced.number("select count(*) from work.comments c where not exists (select 1 from work.people p"
                        + " where p.external_id = c.author_id and p.integration_id = c.integration_id)"))
                .isZero();
    }

    private List<String> children(String table, String columns) {
        return synced.texts("select concat_ws('|', external_id, " + columns + ") from work." + table + " where true");
    }

    /** What Data Center shows of each issue. */
    private List<String> shown(Function<JsonNode, Stream<String>> of) {
        return jira.site().ids().stream()
                .map(id -> jira.shown(jira.site().complete(id)))
                .flatMap(of)
                .toList();
    }

    private static Function<JsonNode, Stream<String>> each(String list, String author, String text) {
        return issue -> StreamSupport.stream(issue.at(list).spliterator(), false)
                .map(child -> Stream.concat(
                                Stream.of(child.path("id").asText()),
                                Stream.of(author, text)
                                        .map(child::at)
                                        .filter(JsonNode::isTextual)
                                        .map(JsonNode::asText))
                        .collect(Collectors.joining("|")));
    }

    @Test
    void everyStreamThatIsAskedForIsRead() {
        Tool server = declared();
        ObjectNode scope = JSON.createObjectNode();
        ArrayNode also = scope.putArray("also");
        server.streams().values().stream()
                .filter(StreamDeclaration::onRequest)
                .forEach(stream -> also.add(stream.name()));
        jira.site().link(jira.site().ids().get(1), jira.site().ids().get(2));
        synced = connect(token(), scope);

        assertInSync(synced.full());

        assertThat(synced.texts("select distinct stream from work.records where absence = 'present'"))
                .containsExactlyInAnyOrderElementsOf(server.all()
                        .filter(StreamDeclaration::isKept)
                        .map(StreamDeclaration::name)
                        .toList());
        assertThat(synced.ids("issue_votes")).allMatch(id -> id.contains("/JIRAUSER"));
    }

    @Test
    void aValidationFindsNothingWhereNothingDiffers() {
        synced = connect();
        assertInSync(synced.full());

        RunReport run = running.operations()
                .validateDataConsistency(
                        Caller.SYSTEM, synced.integration().id(), ValidationMode.FULL, null, Duration.ofSeconds(60));

        assertInSync(run);
        assertThat(SyncedTool.differing(run)).isEmpty();
    }

    @Test
    void changesAreAskedForAndDeletionsFoundByTheListOfIds() {
        synced = connect();
        assertInSync(synced.full());
        List<String> ids = jira.site().ids();
        String created = jira.site().create();
        jira.site().change(ids.get(3));
        jira.site().comment(ids.get(4));
        jira.site().delete(ids.get(5));
        List<String> lists = new CopyOnWriteArrayList<>();
        jira.exchanges().listen(exchange -> {
            if (exchange.query().contains("expand=changelog")
                    && !exchange.query().contains("validateQuery")) {
                lists.add(exchange.query());
            }
        });

        assertInSync(synced.incremental());

        assertThat(lists).singleElement().asString().contains("updated%20%3E%3D");
        assertThat(synced.ids("issues")).contains(created).doesNotContain(ids.get(5));
        assertThat(synced.title(ids.get(3)))
                .isEqualTo(
                        jira.site().complete(ids.get(3)).at("/fields/summary").asText());
        assertThat(synced.texts("select absence from work.records where stream = 'issues' and external_id = '"
                        + ids.get(5) + "'"))
                .containsExactly("gone");
    }
}
