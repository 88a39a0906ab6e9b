package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The truth of a simulated Trello: records by kind and id, as they are told but for what is put together for an answer. A record
 * that was handed out never changes; a change replaces it.
 */
final class Workspace {
    static final List<String> KINDS = List.of(
            "organizations", "members", "boards", "lists", "labels", "customFields", "cards", "checklists", "actions");

    private final Clock clock = Clock.systemUTC();
    private final ObjectIds ids = new ObjectIds();
    private final Map<String, TreeMap<String, ObjectNode>> kinds = new LinkedHashMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private Instant replayed = Instant.MIN;

    Workspace() {
        KINDS.forEach(kind -> kinds.put(kind, new TreeMap<>()));
    }

    synchronized Instant now() {
        return replayed.equals(Instant.MIN) ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : replayed;
    }

    /** Lets a change happen at an instant of the past. */
    synchronized void at(Instant then, Runnable change) {
        replayed = then;
        try {
            change.run();
        } finally {
            replayed = Instant.MIN;
        }
    }

    synchronized String newId() {
        return ids.at(now());
    }

    synchronized ObjectNode put(String kind, ObjectNode record) {
        records(kind).put(record.path("id").asText(), record);
        return record;
    }

    synchronized ObjectNode change(String kind, String id, UnaryOperator<ObjectNode> change) {
        return put(kind, change.apply(get(kind, id).deepCopy()));
    }

    synchronized void remove(String kind, Predicate<ObjectNode> which) {
        records(kind).values().removeIf(which);
    }

    /** The record, wherever its board may be. */
    synchronized ObjectNode get(String kind, String id) {
        ObjectNode record = records(kind).get(id);
        if (record == null) {
            throw new IllegalArgumentException("there is nothing with id " + id + " among " + kind);
        }
        return record;
    }

    synchronized boolean has(String kind, String id) {
        return records(kind).containsKey(id);
    }

    /** The records of a kind that fit, by id. */
    synchronized List<ObjectNode> all(String kind, Predicate<ObjectNode> which) {
        return records(kind).values().stream().filter(which).toList();
    }

    /** The records of a kind on a board, by id. */
    List<ObjectNode> of(String kind, String board) {
        return all(kind, record -> board(kind, record).equals(board));
    }

    synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        kinds.forEach((kind, records) -> counts.put(kind, (long) records.size()));
        return counts;
    }

    /** The token's member may no longer see the board, or may again. */
    synchronized void hide(String board, boolean isHidden) {
        if (isHidden) {
            hidden.add(board);
        } else {
            hidden.remove(board);
        }
    }

    synchronized boolean isHidden(String kind, ObjectNode record) {
        return hidden.contains(board(kind, record));
    }

    /** Deletes a board with everything on it. */
    synchronized void deleteBoard(String board) {
        for (String kind : KINDS) {
            remove(kind, record -> board(kind, record).equals(board));
        }
    }

    /** The ids of a kind in the order they were made. */
    synchronized List<String> ids(String kind) {
        return new ArrayList<>(records(kind).keySet());
    }

    static String board(String kind, JsonNode record) {
        return switch (kind) {
            case "boards" -> record.path("id").asText();
            case "actions" -> record.at("/data/board/id").asText();
            case "customFields" -> record.path("idModel").asText();
            default -> record.path("idBoard").asText();
        };
    }

    private TreeMap<String, ObjectNode> records(String kind) {
        TreeMap<String, ObjectNode> records = kinds.get(kind);
        if (records == null) {
            throw new IllegalArgumentException("there is no kind " + kind);
        }
        return records;
    }
}
