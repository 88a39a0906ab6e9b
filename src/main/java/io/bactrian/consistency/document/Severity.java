package io.bactrian.consistency.document;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.DifferenceKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much a difference matters. */
public enum Severity {
    /** One side lacks something, or holds something of another type. */
    HIGH,
    /** Both hold a value of the same type, but not the same. */
    MEDIUM,
    /** Nothing is lost: another order, nothing against null or empty, another case or spacing. */
    LOW;

    /** The word used in JSON and SQL. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(DifferenceKind kind, @Nullable JsonNode local, @Nullable JsonNode external) {
        return switch (kind) {
            case MISSING -> isNothing(external) ? LOW : HIGH;
            case EXTRA -> isNothing(local) ? LOW : HIGH;
            case TYPE -> HIGH;
            case VALUE -> isSpelling(local, external) ? LOW : MEDIUM;
            case ORDER -> LOW;
        };
    }

    private static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    private static boolean isSpelling(@Nullable JsonNode local, @Nullable JsonNode external) {
        return local != null
                && external != null
                && local.isTextual()
                && external.isTextual()
                && squeezed(local).equals(squeezed(external));
    }

    private static String squeezed(JsonNode text) {
        return text.textValue().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
