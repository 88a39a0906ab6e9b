package io.bactrian.sync.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the columns of custom fields after what people call them. A column keeps its name as long as its field does, and no
 * name stands for two fields that one record may have: who comes later, or at once with another, has its id in its name.
 */
final class ColumnNames {
    /** PostgreSQL cuts longer identifiers. In bytes. */
    private static final int LONGEST = 63;

    private final Set<String> reserved;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<NamedField>> holders = new HashMap<>();

    private ColumnNames(Set<String> reserved) {
        this.reserved = reserved;
    }

    /**
     * The column of each field, by id.
     *
     * @param known the fields that have one already, by id, the oldest first
     * @param reserved names of other columns
     */
    static Map<String, String> assign(
            Map<String, NamedField> fields, Map<String, KnownField> known, Set<String> reserved) {
        ColumnNames columns = new ColumnNames(reserved);
        // One that comes back does not push aside what took its place.
        Stream.of(false, true)
                .flatMap(removed -> known.values().stream().filter(field -> field.isRemoved() == removed))
                .forEach(kept -> columns.keep(kept, fields.get(kept.id())));
        columns.add(fields.values().stream()
                .filter(field -> !columns.names.containsKey(field.id()))
                .toList());
        return columns.names;
    }

    private void keep(KnownField kept, @Nullable NamedField field) {
        if (field != null && field.title().equals(kept.title()) && isFree(kept.columnName(), field)) {
            put(kept.columnName(), field);
        }
    }

    private void add(Collection<NamedField> newcomers) {
        Map<String, List<NamedField>> byName = new HashMap<>();
        newcomers.forEach(field -> byName.computeIfAbsent(of(field.title()), name -> new ArrayList<>())
                .add(field));
        byName.forEach((name, fields) -> fields.forEach(field -> {
            boolean isAlone = fields.stream().noneMatch(other -> other != field && other.meets(field));
            put(isAlone && !name.isEmpty() && isFree(name, field) ? name : withId(name, field), field);
        }));
    }

    private boolean isFree(String name, NamedField field) {
        return !reserved.contains(name)
                && holders.getOrDefault(name, List.of()).stream().noneMatch(holder -> holder.meets(field));
    }

    private void put(String name, NamedField field) {
        names.put(field.id(), name);
        holders.computeIfAbsent(name, free -> new ArrayList<>()).add(field);
    }

    private String withId(String name, NamedField field) {
        String suffix = (name.isEmpty() ? "" : "_") + of(field.id());
        String candidate = cut(name, LONGEST - bytes(suffix)) + suffix;
        while (!isFree(candidate, field)) {
            candidate = cut(candidate, LONGEST - 1) + "_";
        }
        return candidate;
    }

    /** "Story Points" is story_points. */
    private static String of(String title) {
        String name = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .replaceAll("^_|_$", "");
        return cut(name, LONGEST);
    }

    private static String cut(String name, int mostBytes) {
        int end = name.length();
        while (bytes(name.substring(0, end)) > mostBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
