package io.bactrian.sync.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.Feed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads from the records of a feed which records of other streams they tell of. */
public record Telling(Feed feed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one record of the feed tells. */
    public List<Report> told(byte[] raw, int from, int length) throws IOException {
        JsonNode record = JSON.readTree(raw, from, length);
        List<Report> told = new ArrayList<>();
        feed.tells().forEach((stream, tells) -> {
            if (holds(record, tells.when())) {
                boolean isDeleted = !tells.deleted().isEmpty() && holds(record, tells.deleted());
                tells.ids().stream()
                        .map(record::at)
                        .filter(id -> id.isValueNode() && !id.isNull())
                        .findFirst()
                        .ifPresent(id -> told.add(new Report(stream, id.asText(), isDeleted)));
            }
        });
        return told;
    }

    private static boolean holds(JsonNode record, Map<String, List<String>> wanted) {
        return wanted.entrySet().stream().allMatch(at -> holds(record.at(at.getKey()), at.getValue()));
    }

    private static boolean holds(JsonNode found, List<String> texts) {
        boolean isAny = texts.isEmpty() && found.isValueNode() && !found.isNull();
        return isAny || texts.contains(found.asText());
    }
}
