package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * One value that an integration maps on top of what its tool declares.
 *
 * @param usual what counts when nothing is there; null for nothing
 */
public record FieldMapping(
        Source source,
        Target target,
        FieldType type,
        @Nullable JsonNode usual) {
    /** What is found in a record. */
    public sealed interface Source {
        /** A JSON pointer; a {@code *} step collects from every element of an array. */
        record Pointer(String pointer) implements Source {}

        /** JSONata. */
        record Expression(String text) implements Source {}
    }

    /** Where the value goes. */
    public sealed interface Target {
        /** A column of the canonical table of the stream. */
        record Column(String name) implements Target {}

        /** A field of {@code work.field_values}. */
        record Field(String name) implements Target {}
    }

    /** What is mapped to, for messages. */
    public String to() {
        return target instanceof Target.Field field ? "fields." + field.name() : ((Target.Column) target).name();
    }
}
