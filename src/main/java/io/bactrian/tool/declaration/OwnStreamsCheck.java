package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.LocalTimes;
import io.bactrian.tool.Spelling;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks what a schema cannot say: that the streams of a configuration fit each other, the tool and the database. */
final class OwnStreamsCheck {
    private static final Set<String> RESERVED = Set.of("parent", "parents", "ids", "since", "from", "to", "when");
    private static final Set<String> SET_AT_THE_DOOR = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-bactrian-connection");
    private static final Set<String> WORDS = Set.of("iso", "epoch_s", "epoch_ms");

    private final Tool tool;
    private final JsonNode config;
    private final Function<String, EntityTable> tables;
    private final Map<String, JsonNode> byName = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** @param config found sound by its schema */
    OwnStreamsCheck(Tool tool, JsonNode config, Function<String, EntityTable> tables) {
        this.tool = tool;
        this.config = config;
        this.tables = tables;
        config.path("streams")
                .forEach(stream -> byName.putIfAbsent(stream.path("name").asText(), stream));
    }

    List<ConfigProblem> problems() {
        config.path("headers").fieldNames().forEachRemaining(this::header);
        Set<String> names = new HashSet<>(tool.streams().keySet());
        for (int index = 0; index < config.path("streams").size(); index++) {
            JsonNode stream = config.path("streams").get(index);
            String at = "/config/streams/" + index;
            need(names.add(stream.path("name").asText()), at + "/name", "a stream of this name exists already");
            new OfStream(stream, at).check();
        }
        return problems;
    }

    private void header(String name) {
        boolean isFree = !SET_AT_THE_DOOR.contains(name.toLowerCase(Locale.ROOT));
        need(isFree, "/config/headers/" + name, "is set for every call and cannot be chosen");
    }

    private void need(boolean met, String pointer, String message) {
        if (!met) {
            problems.add(new ConfigProblem(pointer, message));
        }
    }

    /** The checks of one stream. */
    private final class OfStream {
        private final JsonNode stream;
        private final String at;
        private final boolean isPost;

        OfStream(JsonNode stream, String at) {
            this.stream = stream;
            this.at = at;
            this.isPost = "POST".equals(stream.path("method").asText());
        }

        void check() {
            need(isPost || !stream.has("body"), at + "/body", "is sent by POST only");
            parameters();
            partition();
            places();
            if (stream.has("incremental")) {
                incremental(stream.get("incremental"));
            }
            if (stream.has("entity")) {
                mapping(tables.apply(stream.get("entity").asText()));
            }
        }

        /** No two of a stream's parameters may be one. */
        private void parameters() {
            Set<String> taken = new HashSet<>();
            for (String place : List.of("/paging/parameter", "/paging/sizeParameter", "/incremental/parameter")) {
                String parameter = stream.at(place).asText("");
                boolean isInBody = parameter.startsWith("/");
                need(isPost || !isInBody, at + place, "points into a body, which is sent by POST only");
                need(parameter.isEmpty() || taken.add(parameter), at + place, "is used for something else already");
                need(!stream.path("query").has(parameter), at + "/query/" + parameter, "is set page by page already");
            }
        }

        private void partition() {
            if (!stream.has("partition")) {
                return;
            }
            String of = stream.at("/partition/of").asText();
            String pointer = at + "/partition/of";
            need(
                    byName.containsKey(of),
                    pointer,
                    Spelling.nearest(of, byName.keySet())
                            .map(meant -> "there is no stream " + of + ", did you mean " + meant + "?")
                            .orElse("there is no stream " + of));
            need(!isCircular(), pointer, "the streams are listed for each other's records in a circle");
            stream.at("/partition/values")
                    .fieldNames()
                    .forEachRemaining(name -> need(
                            !RESERVED.contains(name),
                            at + "/partition/values/" + name,
                            "is a name that means something else"));
        }

        private boolean isCircular() {
            Set<String> seen = new HashSet<>();
            JsonNode ancestor = stream;
            while (ancestor != null && ancestor.has("partition")) {
                if (!seen.add(ancestor.path("name").asText())) {
                    return true;
                }
                ancestor = byName.get(ancestor.at("/partition/of").asText());
            }
            return false;
        }

        /** What stands in braces has to have a value, and of a partition something has to stand there. */
        private void places() {
            Set<String> used = new TreeSet<>(places(stream.path("path"), at + "/path"));
            stream.path("query")
                    .properties()
                    .forEach(parameter ->
                            used.addAll(places(parameter.getValue(), at + "/query/" + parameter.getKey())));
            used.addAll(bodyPlaces(stream.path("body")));
            Set<String> ofParents = parents();
            need(
                    !stream.has("partition") || used.stream().anyMatch(ofParents::contains),
                    at + "/partition",
                    "neither path nor query nor body holds {parent}, so all parents would be asked the same");
        }

        private Set<String> bodyPlaces(JsonNode body) {
            Set<String> used = new TreeSet<>();
            if (body.isContainerNode()) {
                body.forEach(part -> used.addAll(bodyPlaces(part)));
            } else if (body.isTextual()) {
                used.addAll(places(body, at + "/body"));
            }
            return used;
        }

        private Set<String> places(JsonNode template, String pointer) {
            Set<String> used = Templates.places(template.asText());
            Set<String> known = known();
            used.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> problems.add(unknown(pointer, name, known)));
            return used;
        }

        private static ConfigProblem unknown(String pointer, String name, Set<String> known) {
            return new ConfigProblem(
                    pointer, "there is no value {" + name + "}, known are " + String.join(", ", known));
        }

        private Set<String> known() {
            Set<String> known = new TreeSet<>(parents());
            config.properties().stream()
                    .filter(field -> field.getValue().isValueNode())
                    .forEach(field -> known.add(field.getKey()));
            return known;
        }

        private Set<String> parents() {
            Set<String> names = new TreeSet<>();
            JsonNode at = stream;
            while (at != null
                    && at.has("partition")
                    && names.add(at.at("/partition/of").asText())) {
                names.add("parent");
                at.at("/partition/values").fieldNames().forEachRemaining(names::add);
                at = byName.get(at.at("/partition/of").asText());
            }
            return names;
        }

        private void incremental(JsonNode incremental) {
            String format = incremental.path("format").asText("iso");
            need(
                    LocalTimes.isFormat(format),
                    at + "/incremental/format",
                    "must be iso, epoch_s, epoch_ms or a date pattern with a year such as yyyy-MM-dd HH:mm");
            if (incremental.has("zone")) {
                need(!WORDS.contains(format), at + "/incremental/zone", "only a date pattern is written in a zone");
                need(
                        LocalTimes.isZone(incremental.get("zone").asText()),
                        at + "/incremental/zone",
                        "is no time zone, see IANA's names such as Europe/Berlin");
            }
        }

        private void mapping(EntityTable table) {
            List<String> columns =
                    table.columns().stream().map(EntityTable.Column::name).toList();
            stream.path("mapping").properties().forEach(column -> {
                String pointer = at + "/mapping/" + column.getKey();
                need(
                        columns.contains(column.getKey()),
                        pointer,
                        Spelling.nearest(column.getKey(), columns)
                                .map(meant ->
                                        "work." + table.name() + " has no such column, did you mean " + meant + "?")
                                .orElse("work." + table.name() + " has no such column, it has "
                                        + String.join(", ", columns)));
                if (column.getValue().isTextual()) {
                    template(column.getValue().asText(), pointer);
                }
            });
        }

        /** A column holds the parent's id or none of it: a record is cut without looking at its parents. */
        private void template(String template, String pointer) {
            Set<String> known = known();
            known.removeAll(parents());
            boolean isParent = template.equals("{parent}") && stream.has("partition");
            Templates.places(template).stream()
                    .filter(name -> !isParent && !known.contains(name))
                    .forEach(name -> problems.add(unknown(pointer, name, known)));
        }
    }
}
