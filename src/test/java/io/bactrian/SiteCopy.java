package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.SimulatedSite;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What the database holds of a simulated site, compared with the site itself past all endpoints. */
record SiteCopy(Jdbi jdbi, UUID integration, SimulatedSite site) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
    private static final Map<String, String> TABLES = Map.of(
            "issues", "items",
            "comments", "comments",
            "worklogs", "worklogs",
            "changes", "changes",
            "projects", "projects",
            "users", "people",
            "statuses", "statuses");

    /** Everything that the site shows is there as it is there, once, and nothing else counts as present. */
    void assertEqual() {
        Map<String, JsonNode> expected = new HashMap<>();
        site.ids().forEach(id -> expected.put(id, site.truth(id)));
        assertSame("issues", expected);
        assertSame("comments", children("/fields/comment/comments"));
        assertSame("worklogs", children("/fields/worklog/worklogs"));
        assertSame("changes", children("/changelog/histories"));
        Map<String, JsonNode> projects = new HashMap<>();
        site.projects().forEach(project -> projects.put(project.path("id").asText(), project));
        assertSame("projects", projects);
        assertCanonicalRowsAreRecords();
    }

    private void assertSame(String stream, Map<String, JsonNode> expected) {
        Map<String, JsonNode> stored = new HashMap<>();
        raw(stream).forEach((id, raw) -> stored.put(id, settled(stream, raw)));
        assertThat(stored.keySet()).as(stream).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (id, record) -> assertThat(stored.get(id)).as(stream + " " + id).isEqualTo(settled(stream, record)));
    }

    /** The bulk listing of changes writes their instants and authors in another way than a page of issues. */
    private static JsonNode settled(String stream, JsonNode record) {
        ObjectNode copy = record.deepCopy();
        return stream.equals("changes") ? copy.without(List.of("created", "author")) : copy;
    }

    private Map<String, JsonNode> children(String pointer) {
        Map<String, JsonNode> children = new HashMap<>();
        for (String id : site.ids()) {
            site.complete(id)
                    .at(pointer)
                    .forEach(child -> children.put(child.path("id").asText(), child));
        }
        return children;
    }

    private Map<String, JsonNode> raw(String stream) {
        Map<String, JsonNode> records = new HashMap<>();
        jdbi.useHandle(handle -> handle.select(
                        "select external_id, raw from work.records"
                                + " where integration_id = ? and stream = ? and absence = 'present'",
                        integration,
                        stream)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> records.put(row.getKey(), read(row.getValue()))));
        return records;
    }

    /** Each record has its canonical row and each such row its record, both present or both absent. */
    void assertCanonicalRowsAreRecords() {
        TABLES.forEach((stream, table) -> assertThat(texts("""
                        select coalesce(r.external_id, c.external_id) from work.records r
                        full join work.%s c using (integration_id, stream, external_id)
                        where integration_id = '%s' and stream = '%s'
                            and (r.external_id is null or c.external_id is null
                                or (r.absence = 'present') is distinct from (c.deleted_at is null))
                        """.formatted(table, integration, stream)))
                .as("records without their row of work." + table + " or the other way round")
                .isEmpty());
    }

    /** Whatever was changed before the watermark is stored as it was then, or newer. */
    void assertNoWatermarkIsAhead() {
        List<String> watermark = texts("select watermark::text from bactrian.watermarks where integration_id = '"
                + integration + "' and stream = 'issues' and watermark is not null");
        if (watermark.isEmpty()) {
            return;
        }
        Instant until = instant("select to_char(watermark at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"+0000\"')"
                + " from bactrian.watermarks where integration_id = '" + integration + "' and stream = 'issues'");
        Map<String, JsonNode> stored = raw("issues");
        Set<String> missed = new HashSet<>();
        for (String id : site.ids()) {
            Instant changed = updated(site.truth(id));
            JsonNode ours = stored.get(id);
            if (changed.isBefore(until) && (ours == null || updated(ours).isBefore(changed))) {
                missed.add(id);
            }
        }
        assertThat(missed).as("issues older than the watermark").isEmpty();
    }

    private Instant instant(String query) {
        return OffsetDateTime.parse(texts(query).get(0), STAMP).toInstant();
    }

    private static Instant updated(JsonNode issue) {
        return OffsetDateTime.parse(issue.at("/fields/updated").asText(), STAMP).toInstant();
    }

    /** Absence and id of each issue that is not present. */
    Map<String, String> absences() {
        Map<String, String> absences = new HashMap<>();
        texts("select external_id || ' ' || absence from work.records where integration_id = '" + integration
                        + "' and stream = 'issues' and absence <> 'present'")
                .forEach(row -> absences.put(row.split(" ")[0], row.split(" ")[1]));
        return absences;
    }

    private List<String> texts(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static JsonNode read(String raw) {
        try {
            return JSON.readTree(raw);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record is no JSON", e);
        }
    }
}
