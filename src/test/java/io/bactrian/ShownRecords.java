package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a simulated tool shows of some streams, as itself knows it and not as anybody read it: a record of it is in one of them.
 *
 * @param idField where a record has its id
 * @param unlisted ids of those that stand in no list
 */
record ShownRecords(List<String> streams, String idField, List<? extends JsonNode> records, Set<String> unlisted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ShownRecords of(String idField, List<? extends JsonNode> records, String... streams) {
        return new ShownRecords(List.of(streams), idField, records, Set.of());
    }

    /** The same where some are in no list: a copy may hold them, from when they were or by their ids, and need not. */
    ShownRecords unlisted(Set<String> ids) {
        return new ShownRecords(streams, idField, records, ids);
    }

    /** In which of them a copy differs, and how: records it lacks, records it holds beside them, values that are otherwise. */
    List<String> differences(RunningService running, UUID integration) {
        Map<String, JsonNode> held = held(running, integration);
        List<String> differences = new ArrayList<>();
        for (JsonNode record : records) {
            String id = record.path(idField).asText();
            JsonNode copy = held.remove(id);
            if (copy == null && !unlisted.contains(id)) {
                differences.add(streams + " lacks " + id);
            } else if (copy != null) {
                differences.addAll(differences(id, values(record), values(copy)));
            }
        }
        held.keySet().forEach(id -> differences.add(streams + " holds " + id));
        return differences;
    }

    private List<String> differences(String id, JsonNode record, JsonNode copy) {
        List<String> differences = new ArrayList<>();
        record.properties().forEach(field -> {
            JsonNode copied = copy.get(field.getKey());
            if (field.getValue().isValueNode()
                    && copied != null
                    && !copied.asText().equals(field.getValue().asText())) {
                differences.add(streams + " " + id + " " + field + " is held as " + copied);
            }
        });
        return differences;
    }

    /** Those of an issue of Jira stand one level deeper. */
    private static JsonNode values(JsonNode record) {
        return record.path("fields").isObject() ? record.path("fields") : record;
    }

    private Map<String, JsonNode> held(RunningService running, UUID integration) {
        return running.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select raw from work.records
                                where integration_id = :integration and stream = any(:streams) and absence = 'present'
                                """)
                        .bind("integration", integration)
                        .bindArray("streams", String.class, streams)
                        .mapTo(String.class)
                        .map(ShownRecords::tree)
                        .collect(Collectors.toMap(
                                record -> record.path(idField).asText(),
                                record -> record,
                                (one, other) -> one,
                                HashMap::new)));
    }

    private static JsonNode tree(String raw) {
        try {
            return JSON.readTree(raw);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record is not JSON", e);
        }
    }
}
