package io.bactrian.simulate.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The records that a path and the parameters of a request name. */
final class Selection {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Desk desk;

    Selection(Desk desk) {
        this.desk = desk;
    }

    /** @param path {@code tickets}, {@code projects/7/tickets}, {@code projects/7/tickets/3/comments} (by number) and the like */
    List<ObjectNode> of(String path, Map<String, String> parameters) {
        List<String> steps = Arrays.asList(path.split("/"));
        String list = steps.get(steps.size() - 1);
        if (!Desk.LISTS.contains(list) || steps.size() % 2 == 0) {
            throw new Refusal(404, "There is no list " + path + ".");
        }
        Predicate<ObjectNode> wanted = changedSince(parameters).and(within(steps));
        return desk.list(list).stream().filter(wanted).toList();
    }

    private Predicate<ObjectNode> within(List<String> steps) {
        if (steps.size() == 1) {
            return record -> true;
        }
        String parent = steps.get(0);
        ObjectNode first = one(parent, record -> record.path("id").asText().equals(steps.get(1)));
        if (steps.size() == 3) {
            String key = parent.substring(0, parent.length() - 1) + "_id";
            return record -> record.path(key).asText().equals(first.path("id").asText());
        }
        ObjectNode ticket = one(
                "tickets",
                record -> record.path("project_id").equals(first.path("id"))
                        && record.path("number").asText().equals(steps.get(3)));
        return record -> record.path("ticket_id").equals(ticket.path("id"));
    }

    private ObjectNode one(String list, Predicate<ObjectNode> wanted) {
        return desk.list(list).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "There is no such record in " + list + "."));
    }

    private static Predicate<ObjectNode> changedSince(Map<String, String> parameters) {
        Instant since = Instant.MIN;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            since = latest(since, parameter.getKey(), parameter.getValue());
        }
        Instant bound = since;
        return record -> bound.equals(Instant.MIN)
                || (record.has("updated_at")
                        && !Instant.parse(record.path("updated_at").asText()).isBefore(bound));
    }

    private static Instant latest(Instant since, String name, String value) {
        try {
            return switch (name) {
                case "since" -> Instant.parse(value);
                case "since_s" -> Instant.ofEpochSecond(Long.parseLong(value));
                case "since_ms" -> Instant.ofEpochMilli(Long.parseLong(value));
                case "since_local" ->
                    LocalDateTime.parse(value, LOCAL).atZone(ZONE).toInstant();
                default -> since;
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new Refusal(400, name + " cannot be read.");
        }
    }
}
