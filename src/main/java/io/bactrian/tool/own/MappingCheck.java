package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.ColumnType;
import io.bactrian.store.EntityTable;
import io.bactrian.store.FieldType;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Expression;
import io.bactrian.tool.ExpressionRefused;
import io.bactrian.tool.FieldMapping;
import io.bactrian.tool.FieldMapping.Target;
import io.bactrian.tool.Spelling;
import io.bactrian.tool.Tool;
import io.bactrian.tool.TypedValues;
import io.bactrian.tool.ValueRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with an integration's data mapping. */
record MappingCheck(Tool tool, JsonNode mapping, Function<String, EntityTable> tables) {

    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = ConfigCheck.check(MappingSchema.of(tool), mapping, "/dataMapping");
        if (!problems.isEmpty()) {
            return problems;
        }
        Set<String> taken = new HashSet<>();
        return IntStream.range(0, mapping.size())
                .mapToObj(i -> new Entry(mapping.get(i), "/dataMapping/" + i))
                .flatMap(entry -> Stream.of(entry.source(), entry.target(), entry.again(taken)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** One entry and where it stands; each check tells what is wrong, null for nothing. */
    private final class Entry {
        private final JsonNode json;
        private final String at;
        private final FieldMapping mapping;

        Entry(JsonNode json, String at) {
            this.json = json;
            this.at = at;
            this.mapping = DataMapping.mapping(json);
        }

        private ConfigProblem problem(String word, String message) {
            return new ConfigProblem(at + word, message);
        }

        @Nullable
        ConfigProblem source() {
            if (json.has("from") == json.has("expression")) {
                return problem("", "must hold either from or expression");
            }
            if (mapping.source() instanceof FieldMapping.Source.Expression expression) {
                try {
                    Expression.compile(expression.text());
                } catch (ExpressionRefused e) {
                    return problem("/expression", "is no JSONata: " + e.getMessage());
                }
            }
            return null;
        }

        @Nullable
        ConfigProblem again(Set<String> taken) {
            boolean first =
                    taken.add(json.get("stream").asText() + " " + json.get("to").asText());
            return first ? null : problem("/to", "is mapped to twice");
        }

        @Nullable
        ConfigProblem target() {
            if (mapping.target() instanceof Target.Column column) {
                return column(column.name());
            }
            return usual(value -> TypedValues.read(value, mapping.type()));
        }

        private @Nullable ConfigProblem column(String column) {
            String stream = json.get("stream").asText();
            String entity = tool.find(stream).orElseThrow().entity();
            if (entity == null) {
                return problem("/to", "the stream " + stream + " has no canonical table: map to fields.<name>");
            }
            if (!json.get("to").asText().startsWith(entity + ".")) {
                return problem("/to", "records of " + stream + " are mapped to the columns of " + entity);
            }
            EntityTable table = tables.apply(entity);
            List<String> known =
                    table.columns().stream().map(EntityTable.Column::name).toList();
            if (!known.contains(column)) {
                return problem("/to", unknown(column, known));
            }
            ColumnType type = table.type(column);
            if (json.has("type") && !fits(mapping.type(), type)) {
                return problem("/type", "the column " + column + " is of another type; leave the type out");
            }
            return usual(value -> TypedValues.read(value, type));
        }

        private @Nullable ConfigProblem usual(Reading reading) {
            JsonNode usual = mapping.usual();
            if (usual != null) {
                try {
                    reading.read(usual);
                } catch (ValueRefused e) {
                    return problem("/default", String.valueOf(e.getMessage()));
                }
            }
            return null;
        }
    }

    private static String unknown(String column, List<String> known) {
        return Spelling.nearest(column, known)
                .map(meant -> "there is no column " + column + ", did you mean " + meant + "?")
                .orElse("there is no column " + column + ", known are " + String.join(", ", known));
    }

    private static boolean fits(FieldType type, ColumnType column) {
        return switch (column) {
            case TEXT, TEXTS -> type == FieldType.TEXT;
            case TIME -> type == FieldType.TIMESTAMP;
            case DATE -> type == FieldType.DATE;
            case NUMBER -> type == FieldType.NUMBER;
            case FLAG -> type == FieldType.BOOLEAN;
        };
    }

    /** Reading a value as its target wants it. */
    private interface Reading {
        Object read(JsonNode value) throws ValueRefused;
    }
}
