package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.ColumnType;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds what is wrong with an integration's scope. */
record ScopeCheck(Tool tool, JsonNode scope, Function<String, EntityTable> tables) {

    private static final Pattern NUMBERED = Pattern.compile("/[0-9]+(/|$)");

    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = ConfigCheck.check(ScopeSchema.of(tool), scope, "/scope");
        if (!problems.isEmpty()) {
            return problems;
        }
        List<ConfigProblem> deeper = new ArrayList<>();
        start(deeper);
        conditions(deeper);
        pointers("leaveOut", deeper);
        pointers("hash", deeper);
        return deeper;
    }

    private void start(List<ConfigProblem> problems) {
        if (!scope.has("startDate")) {
            return;
        }
        try {
            Scope.instant(scope.get("startDate").asText());
        } catch (DateTimeException e) {
            problems.add(new ConfigProblem("/scope/startDate", "must be an instant or a date"));
            return;
        }
        Scope wanted = new Scope(scope);
        boolean heeded = tool.streams().values().stream()
                .filter(wanted::includes)
                .anyMatch(stream -> stream.cursor().kind() == CursorDeclaration.Kind.CHANGED_SINCE);
        if (!heeded) {
            problems.add(new ConfigProblem("/scope/startDate", "no stream to sync can be read from an instant on"));
        }
    }

    private void conditions(List<ConfigProblem> problems) {
        tool.scope().path("properties").properties().forEach(word -> {
            if (word.getValue().path("format").asText().equals("condition") && scope.has(word.getKey())) {
                Condition.problem(scope.get(word.getKey()).asText())
                        .ifPresent(wrong -> problems.add(new ConfigProblem("/scope/" + word.getKey(), wrong)));
            }
        });
    }

    private void pointers(String word, List<ConfigProblem> problems) {
        JsonNode entries = scope.path(word);
        for (int i = 0; i < entries.size(); i++) {
            StreamDeclaration stream =
                    tool.find(entries.get(i).get("stream").asText()).orElseThrow();
            JsonNode pointers = entries.get(i).get("pointers");
            for (int j = 0; j < pointers.size(); j++) {
                String at = "/scope/" + word + "/" + i + "/pointers/" + j;
                problem(stream, pointers.get(j).asText(), word.equals("hash"))
                        .ifPresent(wrong -> problems.add(new ConfigProblem(at, wrong)));
            }
        }
    }

    private Optional<String> problem(StreamDeclaration stream, String pointer, boolean hash) {
        if (NUMBERED.matcher(pointer).find()) {
            return Optional.of("a single element of an array cannot be told: * stands for every one");
        }
        if (covers(pointer, stream.id())) {
            return Optional.of("the record's id stands there, by which it is known");
        }
        if (stream.changed() != null && covers(pointer, stream.changed())) {
            return Optional.of("the record's version stands there, by which it is known to be newer");
        }
        for (ChildStream child : stream.children().values()) {
            if (covers(pointer, child.items()) || covers(pointer, child.total()) || covers(child.items(), pointer)) {
                return Optional.of("the stream " + child.record().name()
                        + " stands there: name the parts of its records under that stream");
            }
        }
        return hash ? untyped(stream, pointer) : Optional.empty();
    }

    /** A hash is a text and fits no column of another type. */
    private Optional<String> untyped(StreamDeclaration stream, String pointer) {
        if (stream.entity() == null) {
            return Optional.empty();
        }
        EntityTable table = tables.apply(stream.entity());
        return stream.fields().entrySet().stream()
                .filter(field -> field.getValue().pointers().contains(pointer))
                .filter(field -> !isText(table.type(field.getKey())))
                .findFirst()
                .map(field -> "the column " + field.getKey() + " is read from there and is no text: leave it out");
    }

    private static boolean isText(ColumnType type) {
        return type == ColumnType.TEXT || type == ColumnType.TEXTS;
    }

    private static boolean covers(String pointer, String other) {
        return other.equals(pointer) || other.startsWith(pointer + "/");
    }
}
