package io.bactrian.tool;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a canonical column comes from: the first of the pointers that leads to a value, or a template.
 *
 * @param pointers JSON pointers into the record, tried in order; a {@code *} step collects from every element of an array
 * @param template text with {@code {/pointer}} places and {@code {name}} values of the connection or walk; null when pointers are given
 * @param as {@code text}: as it stands; {@code adf_text}: the plain text of an Atlassian document;
 *     {@code object_id_time}: the second in which an id of 24 hexadecimal digits was made; {@code id_in_parent}: the id of a
 *     record that has the same parent, which an address ends with
 * @param map values replaced by others, null by none at all, so that the next pointer counts; a value that is not listed stays
 */
public record FieldSource(List<String> pointers, @Nullable String template, As as, Map<String, @Nullable String> map) {
    /** How the value found is read. */
    public enum As {
        TEXT,
        ADF_TEXT,
        OBJECT_ID_TIME,
        ID_IN_PARENT
    }
}
