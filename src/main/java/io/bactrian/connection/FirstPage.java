package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first page of a stream as a tool answered it, held against what the stream's declaration says of pages. */
record FirstPage(StreamDeclaration stream, JsonNode answer) {
    /** A record of it; null when there is none. */
    @Nullable
    JsonNode record() {
        JsonNode items = answer.at(stream.items());
        JsonNode first = stream.single() ? items : items.path(0);
        return first.isObject() || isOfTexts() && first.isTextual() ? first : null;
    }

    private boolean isOfTexts() {
        return stream.id().isEmpty();
    }

    /** What does not stand where the declaration says, with pointers into a stream of a configuration. */
    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        JsonNode items = answer.at(stream.items());
        if (stream.single() ? !items.isObject() : !items.isArray()) {
            problems.add(new ConfigProblem(
                    "/items",
                    stream.single()
                            ? "the tool's answer holds no record there"
                            : "the tool's answer holds no list there"));
        } else if (!items.isEmpty() && record() == null) {
            String what = isOfTexts() ? "texts" : "objects";
            problems.add(new ConfigProblem("/items", "the list that the tool answers with does not hold " + what));
        }
        String total = stream.paging().total();
        if (total != null && !answer.at(total).isNumber()) {
            String key = stream.paging().kind() == io.bactrian.tool.Paging.Kind.PAGE ? "pages" : "total";
            problems.add(new ConfigProblem("/paging/" + key, "the tool's answer holds no number there"));
        }
        JsonNode record = record();
        if (record != null) {
            need(problems, record, stream.id(), "/id");
            need(problems, record, stream.changed(), "/changedAt");
        }
        return problems;
    }

    private static void need(List<ConfigProblem> problems, JsonNode record, @Nullable String pointer, String place) {
        if (pointer != null
                && !(record.at(pointer).isValueNode() && !record.at(pointer).isNull())) {
            problems.add(new ConfigProblem(place, "the first record that the tool answers with has no value there"));
        }
    }
}
