package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.credential.SomePseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.FreshDatabase;
import io.bactrian.store.Lease;
import io.bactrian.store.Leases;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.tool.FieldSource;
import io.bactrian.tool.Paging;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.declaration.Declarations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Issues as a real Jira answered them, cut and stored as any page is, against what a plain reading of their JSON gives, value
 * by value.
 */
class RecordedIssuesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SITE = "https://recorded.example";
    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
    private static final Map<String, String> CATEGORIES = Map.of("new", "todo", "indeterminate", "doing");

    private static FreshDatabase database;
    private static StreamDeclaration declaration;
    private static List<JsonNode> issues;
    private static Cut cut;

    @BeforeAll
    static void storeThem() throws Exception {
        issues = new ArrayList<>();
        for (String issue : RecordedFile.column("jira/devlake/_raw_jira_api_issues.csv", "data")) {
            issues.add(JSON.readTree(issue));
        }
        declaration = new Declarations().read(Path.of("routes/jira")).stream("issues");
        database = FreshDatabase.create();
        UUID integration = database.integration();
        Leases leases = new Leases(database.jdbi());
        Lease lease = leases.take(integration, "test", Duration.ofMinutes(5)).orElseThrow();
        byte[] page = ("{\"issues\":" + issues + "}").getBytes(StandardCharsets.UTF_8);
        Cutter cutter = new Cutter(
                declaration,
                declaration.items(),
                Paging.NONE,
                database.database()::entity,
                Map.of("baseUrl", SITE),
                SomePseudonyms.of(1),
                new Buffers());
        cut = cutter.cut(page, page.length, "");
        new RecordStore(database.jdbi(), leases).merge(lease, cut.slabs(), (handle, merged) -> {});
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    /** One of them has a NUL in its summary, which PostgreSQL cannot keep. */
    @Test
    void everyIssueIsCutAndOnlyTheUnstorableOneIsSetAside() {
        assertThat(issues).hasSize(33);
        assertThat(cut.records()).isEqualTo(33);
        assertThat(cut.unstorable())
                .extracting(Unstorable::id)
                .containsExactlyElementsOf(issues.stream()
                        .filter(issue -> !isStorable(issue))
                        .map(issue -> issue.path("id").asText())
                        .toList())
                .hasSize(1);
        assertThat(cut.childTotals()).hasSize(5 * 33).allMatch(Cut.ChildTotal::isComplete);
        assertThat(database.count("bactrian.quarantined_records")).isZero();
    }

    @Test
    void everyRawRecordIsTheOneThatWasAnswered() throws Exception {
        Map<String, JsonNode> expected = new HashMap<>();
        storable().forEach(issue -> expected.put(issue.path("id").asText(), issue));

        assertThat(raw("issues")).isEqualTo(expected);
        assertThat(database.count("work.records where stream = 'issues' and changed_at is distinct from"
                        + " (raw::jsonb #>> '{fields,updated}')::timestamptz"))
                .isZero();
    }

    @Test
    void everyMappedFieldOfAnIssueIsRight() throws Exception {
        Map<String, ObjectNode> expected = new HashMap<>();
        storable().forEach(issue -> expected.put(issue.path("id").asText(), item(issue)));

        assertStored("items", "issues", declaration.fields(), expected);
    }

    @Test
    void everyMappedFieldOfACommentIsRight() throws Exception {
        assertStored(
                "comments", "comments", fields("comments"), children("/fields/comment/comments", (issue, comment) -> {
                    ObjectNode row = child(issue, comment);
                    row.set("text", text(comment.at("/body")));
                    row.set("created_at", instant(comment.at("/created")));
                    row.set("changed_at", instant(comment.at("/updated")));
                    return row;
                }));
    }

    @Test
    void everyMappedFieldOfAWorklogIsRight() throws Exception {
        assertStored(
                "worklogs", "worklogs", fields("worklogs"), children("/fields/worklog/worklogs", (issue, worklog) -> {
                    ObjectNode row = child(issue, worklog);
                    row.set("text", text(worklog.at("/comment")));
                    row.set("started_at", instant(worklog.at("/started")));
                    row.set("seconds", worklog.at("/timeSpentSeconds"));
                    row.set("created_at", instant(worklog.at("/created")));
                    row.set("changed_at", instant(worklog.at("/updated")));
                    return row;
                }));
    }

    @Test
    void everyMappedFieldOfAChangeIsRight() throws Exception {
        assertStored("changes", "changes", fields("changes"), children("/changelog/histories", (issue, change) -> {
            ObjectNode row = child(issue, change);
            row.set("fields", all(change.at("/items"), "field"));
            row.set("old_values", all(change.at("/items"), "fromString"));
            row.set("new_values", all(change.at("/items"), "toString"));
            row.set("created_at", instant(change.at("/created")));
            return row;
        }));
    }

    private static List<JsonNode> storable() {
        return issues.stream().filter(RecordedIssuesIT::isStorable).toList();
    }

    private static boolean isStorable(JsonNode node) {
        return node.isTextual()
                ? node.asText().indexOf(0) < 0
                : StreamSupport.stream(node.spliterator(), false).allMatch(RecordedIssuesIT::isStorable);
    }

    private static ObjectNode item(JsonNode issue) {
        ObjectNode row = NODES.objectNode();
        row.put("key", issue.path("key").asText());
        row.put("url", SITE + "/browse/" + issue.path("key").asText());
        row.set("title", text(issue.at("/fields/summary")));
        row.set("description", text(issue.at("/fields/description")));
        row.set("type", text(issue.at("/fields/issuetype/name")));
        row.set("status", text(issue.at("/fields/status/name")));
        String category = issue.at("/fields/status/statusCategory/key").asText();
        row.put("status_category", CATEGORIES.getOrDefault(category, category));
        row.set("priority", text(issue.at("/fields/priority/name")));
        row.set("project_ids", list(issue.at("/fields/project/id")));
        row.set("parent_id", text(issue.at("/fields/parent/id")));
        row.set("assignee_ids", list(issue.at("/fields/assignee/accountId")));
        row.set("reporter_id", text(issue.at("/fields/reporter/accountId")));
        row.set("labels", issue.at("/fields/labels"));
        row.set("created_at", instant(issue.at("/fields/created")));
        row.set("changed_at", instant(issue.at("/fields/updated")));
        row.set("due_on", text(issue.at("/fields/duedate")));
        row.set("resolved_at", instant(issue.at("/fields/resolutiondate")));
        return row;
    }

    private static ObjectNode child(JsonNode issue, JsonNode child) {
        ObjectNode row = NODES.objectNode();
        row.put("item_id", issue.path("id").asText());
        row.set("author_id", text(child.at("/author/accountId")));
        return row;
    }

    private static Map<String, FieldSource> fields(String child) {
        return declaration.children().get(child).record().fields();
    }

    private static Map<String, ObjectNode> children(String pointer, ChildRow row) {
        Map<String, ObjectNode> rows = new LinkedHashMap<>();
        for (JsonNode issue : issues) {
            issue.at(pointer).forEach(child -> rows.put(child.path("id").asText(), row.of(issue, child)));
        }
        return rows;
    }

    private static void assertStored(
            String table, String stream, Map<String, FieldSource> mapped, Map<String, ObjectNode> expected)
            throws Exception {
        assertThat(expected).isNotEmpty();
        assertThat(expected.values())
                .allSatisfy(row ->
                        assertThat(row.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(mapped.keySet()));
        assertThat(stored(table, stream, mapped)).isEqualTo(expected);
    }

    /** The mapped columns of a table, by the records' ids. */
    private static Map<String, ObjectNode> stored(String table, String stream, Map<String, FieldSource> mapped)
            throws Exception {
        Map<String, ObjectNode> rows = new HashMap<>();
        for (String line :
                lines("select to_jsonb(t)::text from work." + table + " t where stream = '" + stream + "'")) {
            ObjectNode row = (ObjectNode) JSON.readTree(line);
            String id = row.path("external_id").asText();
            row.retain(mapped.keySet());
            row.properties().stream()
                    .filter(column ->
                            column.getKey().endsWith("_at") && column.getValue().isTextual())
                    .forEach(column -> column.setValue(NODES.textNode(
                            OffsetDateTime.parse(column.getValue().asText())
                                    .toInstant()
                                    .toString())));
            rows.put(id, row);
        }
        return rows;
    }

    private static Map<String, JsonNode> raw(String stream) throws Exception {
        Map<String, JsonNode> records = new HashMap<>();
        for (String line : lines("select raw from work.records where stream = '" + stream + "'")) {
            JsonNode record = JSON.readTree(line);
            records.put(record.path("id").asText(), record);
        }
        return records;
    }

    private static List<String> lines(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static JsonNode text(JsonNode value) {
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private static JsonNode list(JsonNode value) {
        ArrayNode list = NODES.arrayNode();
        return value.isValueNode() && !value.isNull() && !value.isMissingNode() ? list.add(value) : list;
    }

    private static JsonNode all(JsonNode elements, String field) {
        ArrayNode list = NODES.arrayNode();
        elements.forEach(element -> list.add(text(element.path(field))));
        return list;
    }

    private static JsonNode instant(JsonNode value) {
        return value.isTextual()
                ? NODES.textNode(Instant.from(JIRA.parse(value.asText())).toString())
                : NullNode.instance;
    }

    /** What a child's row should be. */
    @FunctionalInterface
    private interface ChildRow {
        ObjectNode of(JsonNode issue, JsonNode child);
    }
}
