package io.bactrian.sync.cut;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.store.EntityTable;
import io.bactrian.store.FieldValue;
import io.bactrian.tool.Expression;
import io.bactrian.tool.ExpressionRefused;
import io.bactrian.tool.FieldMapping;
import io.bactrian.tool.FieldMapping.Source;
import io.bactrian.tool.FieldMapping.Target;
import io.bactrian.tool.PlainJson;
import io.bactrian.tool.TypedValues;
import io.bactrian.tool.ValueRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an integration maps of a stream's records itself, evaluated on a tree of one record at a time. */
final class OwnMapping {
    // What is absurd has been refused before.
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNestingDepth(2000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final List<Mapped> all = new ArrayList<>();
    private final Map<String, Slot> columns = new HashMap<>();

    /** @param table the canonical table of the stream, null when it has none */
    OwnMapping(List<FieldMapping> mappings, @Nullable EntityTable table) {
        for (FieldMapping mapping : mappings) {
            Slot slot = null;
            if (mapping.target() instanceof Target.Column column && table != null) {
                slot = new Slot(table.type(column.name()), Slot.Kind.ELEMENTS);
                columns.put(column.name(), slot);
            }
            all.add(new Mapped(mapping, slot, compiled(mapping.source())));
        }
    }

    private static @Nullable Expression compiled(Source source) {
        try {
            return source instanceof Source.Expression expression ? Expression.compile(expression.text()) : null;
        } catch (ExpressionRefused e) {
            throw new IllegalArgumentException("an expression that was found sound is not", e);
        }
    }

    /** Where the value of a canonical column comes to stand; null when the column is not mapped here. */
    @Nullable
    Slot column(String name) {
        return columns.get(name);
    }

    /**
     * Reads one record; what cannot be mapped is told, by target and reason, and stays empty.
     *
     * @return the values of its fields
     */
    List<FieldValue> read(byte[] bytes, int from, int to, BiConsumer<String, String> unmapped) throws IOException {
        if (all.isEmpty()) {
            return List.of();
        }
        JsonNode record = JSON.readTree(bytes, from, to - from);
        List<FieldValue> fields = new ArrayList<>();
        for (Mapped mapped : all) {
            try {
                mapped.read(record, fields);
            } catch (ExpressionRefused | ValueRefused e) {
                unmapped.accept(mapped.mapping.to(), String.valueOf(e.getMessage()));
            }
        }
        return fields;
    }

    /** One mapping, ready to be used. */
    private record Mapped(
            FieldMapping mapping,
            @Nullable Slot slot,
            @Nullable Expression expression) {

        void read(JsonNode record, List<FieldValue> fields) throws ExpressionRefused, ValueRefused {
            if (slot != null) {
                slot.clear();
            }
            JsonNode found = found(record);
            JsonNode value = found == null || found.isNull() ? mapping.usual() : found;
            if (value == null) {
                return;
            }
            if (slot != null) {
                put(slot, TypedValues.read(value, slot.type));
            } else if (mapping.target() instanceof Target.Field field) {
                fields.add(new FieldValue(
                        field.name(),
                        mapping.type().word(),
                        TypedValues.read(value, mapping.type()).toString()));
            }
        }

        private @Nullable JsonNode found(JsonNode record) throws ExpressionRefused, ValueRefused {
            if (expression != null) {
                return PlainJson.tree(expression.evaluate(PlainJson.plain(record)));
            }
            return mapping.source() instanceof Source.Pointer pointer ? PlainJson.at(record, pointer.pointer()) : null;
        }

        private static void put(Slot slot, Object value) {
            if (value instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                slot.putText(bytes, 0, bytes.length);
            } else if (value instanceof List<?> texts) {
                texts.forEach(text -> add(slot, (String) text));
            } else if (value instanceof Instant instant) {
                slot.putNumber(Instants.toMicros(instant));
            } else if (value instanceof LocalDate date) {
                slot.putNumber(Instants.toMicros(date.atStartOfDay().toInstant(ZoneOffset.UTC)));
            } else if (value instanceof Boolean flag) {
                slot.putNumber(flag ? 1 : 0);
            } else if (value instanceof Long number) {
                slot.putNumber(number);
            }
        }

        private static void add(Slot slot, @Nullable String text) {
            if (text == null) {
                slot.addNullElement();
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                slot.addElement(bytes, 0, bytes.length);
            }
        }
    }
}
