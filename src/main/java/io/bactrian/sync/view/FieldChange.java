package io.bactrian.sync.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a custom field.
 *
 * @param was what it was before: the title of one that was renamed, the type of one that was retyped
 */
record FieldChange(Kind kind, KnownField field, @Nullable String was) {
    enum Kind {
        APPEARED,
        RENAMED,
        RETYPED,
        REMOVED,
        RETURNED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param before null for a field that was not known */
    static List<FieldChange> between(@Nullable KnownField before, KnownField now) {
        if (before == null) {
            return List.of(new FieldChange(Kind.APPEARED, now, null));
        }
        List<FieldChange> changes = new ArrayList<>();
        if (before.isRemoved() != now.isRemoved()) {
            changes.add(new FieldChange(now.isRemoved() ? Kind.REMOVED : Kind.RETURNED, now, null));
        }
        if (!before.title().equals(now.title())) {
            changes.add(new FieldChange(Kind.RENAMED, now, before.title()));
        }
        if (!before.type().equals(now.type())) {
            changes.add(new FieldChange(Kind.RETYPED, now, before.type()));
        }
        return changes;
    }

    /** For an event. */
    Map<String, String> data(String stream) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("stream", stream);
        data.put("field", field.id());
        data.put("title", field.title());
        data.put("type", field.type());
        data.put("column", field.columnName());
        if (was != null) {
            data.put("was", was);
        }
        return data;
    }

    /** For the timeline of a run. */
    String detail() {
        String before = was == null ? "" : ", was " + was;
        return "%s \"%s\" (%s)%s: column %s"
                .formatted(field.id(), field.title(), field.type(), before, field.columnName());
    }
}
