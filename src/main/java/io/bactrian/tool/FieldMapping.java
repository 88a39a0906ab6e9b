package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One value that an integration maps on top of what its tool declares.
 *
 * @param usual what counts when nothing is there; null for nothing
 */
public record FieldMapping(
        Source source, Target target, Type type, @Nullable JsonNode usual) {
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

    /** The type of a field's value. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        JSON;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is mapped to, for messages. */
    public String to() {
        return target instanceof Target.Field field ? "fields." + field.name() : ((Target.Column) target).name();
    }
}
