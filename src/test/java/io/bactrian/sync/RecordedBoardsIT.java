package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.credential.SomePseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.FreshDatabase;
import io.bactrian.store.Lease;
import io.bactrian.store.Leases;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.tool.Paging;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.Declarations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Boards as a real Trello answered them, cut and stored as any page is, against a plain reading of their JSON. */
class RecordedBoardsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<JsonNode>> RECORDED = new LinkedHashMap<>();
    private static FreshDatabase database;

    @BeforeAll
    static void storeThem() throws Exception {
        for (Map.Entry<String, String> stream : Map.of(
                        "cards",
                        "cards",
                        "lists",
                        "lists",
                        "labels",
                        "labels",
                        "members",
                        "members",
                        "checklists",
                        "check_items")
                .entrySet()) {
            List<JsonNode> records = new ArrayList<>();
            for (String record :
                    RecordedFile.column("trello/devlake/_raw_trello_" + stream.getValue() + ".csv", "data")) {
                records.add(JSON.readTree(record));
            }
            RECORDED.put(stream.getKey(), records);
        }
        database = FreshDatabase.create();
        UUID integration = database.integration();
        Leases leases = new Leases(database.jdbi());
        Lease lease = leases.take(integration, "test", Duration.ofMinutes(5)).orElseThrow();
        Tool trello = new Declarations().read(Path.of("routes/trello"));
        RecordStore store = new RecordStore(database.jdbi(), leases);
        for (String stream : RECORDED.keySet()) {
            Cut cut = cut(trello.stream(stream), RECORDED.get(stream).toString());
            assertThat(cut.unstorable()).isEmpty();
            store.merge(lease, cut.slabs(), (handle, merged) -> {});
        }
    }

    private static Cut cut(StreamDeclaration stream, String records) throws Exception {
        byte[] page = records.getBytes(StandardCharsets.UTF_8);
        return new Cutter(
                        stream,
                        stream.items(),
                        Paging.NONE,
                        database.database()::entity,
                        Map.of(),
                        SomePseudonyms.of(1),
                        new Buffers())
                .cut(page, page.length, "");
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void everyRawRecordIsTheOneThatWasAnswered() throws Exception {
        assertThat(RECORDED.get("cards")).hasSize(72);
        for (Map.Entry<String, List<JsonNode>> stream : RECORDED.entrySet()) {
            Map<String, JsonNode> expected = new TreeMap<>();
            stream.getValue().forEach(record -> expected.put(id(record), record));
            Map<String, JsonNode> stored = new TreeMap<>();
            for (String raw : lines("select raw from work.records where stream = '" + stream.getKey() + "'")) {
                stored.put(id(JSON.readTree(raw)), JSON.readTree(raw));
            }
            assertThat(stored).as(stream.getKey()).isEqualTo(expected);
        }
    }

    @Test
    void everyMappedFieldOfACardIsRight() throws Exception {
        assertStored(
                "cards",
                "items",
                card -> List.of(
                        card.path("shortLink").asText(),
                        card.path("url").asText(),
                        card.path("name").asText(),
                        card.path("desc").asText(),
                        card.path("idList").asText(),
                        card.path("closed").asBoolean()
                                        || card.path("dueComplete").asBoolean()
                                ? "done"
                                : "null",
                        "[\"" + card.path("idBoard").asText() + "\"]",
                        card.path("idMembers").toString(),
                        texts(card.path("labels"), "name"),
                        created(card),
                        card.path("due").isNull()
                                ? "null"
                                : card.path("due").asText().substring(0, 10)),
                "key",
                "url",
                "title",
                "description",
                "status",
                "status_category",
                "project_ids",
                "assignee_ids",
                "labels",
                "created_at",
                "due_on");
    }

    /** Most of them were copied from templates, so that their activity is older than they are. */
    @Test
    void aCardIsAsOldAsItsId() {
        assertThat(RECORDED.get("cards").stream()
                        .filter(card -> Instant.parse(
                                        card.path("dateLastActivity").asText())
                                .isBefore(Instant.parse(created(card)))))
                .hasSize(50);
    }

    @Test
    void everyMappedFieldOfAListALabelAndAMemberIsRight() throws Exception {
        assertStored("lists", "statuses", list -> List.of(list.path("name").asText()), "name");
        assertStored(
                "labels",
                "labels",
                label ->
                        List.of(label.path("name").asText(), label.path("color").asText("null")),
                "name",
                "color");
        assertStored(
                "members", "people", member -> List.of(member.path("fullName").asText()), "name");
    }

    @Test
    void everyCheckItemIsARecordOfItsChecklist() {
        List<String> expected = new ArrayList<>();
        RECORDED.get("checklists")
                .forEach(list -> list.path("checkItems").forEach(item -> expected.add(id(item) + " " + id(list))));

        assertThat(lines("select external_id || ' ' || parent_id from work.records where stream = 'check_items'"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertStored(
            String stream, String table, Function<JsonNode, List<String>> mapped, String... columns) throws Exception {
        Map<String, List<String>> expected = new TreeMap<>();
        RECORDED.get(stream).forEach(record -> expected.put(id(record), mapped.apply(record)));
        Map<String, List<String>> stored = new TreeMap<>();
        for (String line :
                lines("select to_jsonb(t)::text from work." + table + " t where stream = '" + stream + "'")) {
            JsonNode row = JSON.readTree(line);
            List<String> values = new ArrayList<>();
            for (String column : columns) {
                values.add(value(column, row.path(column)));
            }
            stored.put(row.path("external_id").asText(), values);
        }
        assertThat(stored).isEqualTo(expected);
    }

    private static String value(String column, JsonNode value) {
        if (column.endsWith("_at") && value.isTextual()) {
            return OffsetDateTime.parse(value.asText()).toInstant().toString();
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static String created(JsonNode record) {
        return Instant.ofEpochSecond(Long.parseLong(id(record).substring(0, 8), 16))
                .toString();
    }

    private static String texts(JsonNode elements, String field) {
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> texts.add("\"" + element.path(field).asText() + "\""));
        return "[" + String.join(",", texts) + "]";
    }

    private static String id(JsonNode record) {
        return record.path("id").asText();
    }

    private static List<String> lines(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
