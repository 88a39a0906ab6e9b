package io.bactrian;

import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** A copy that has followed a tool, held against one that was just made: every record of every stream, and every mapped row. */
record MadeAnew(RunningService running, Tool tool, UUID followed, UUID made) {
    private static final int SHOWN = 6;
    private static final int LONGEST = 2000;
    private static final List<String> TABLES = List.of(
            "projects",
            "items",
            "people",
            "comments",
            "worklogs",
            "changes",
            "iterations",
            "statuses",
            "labels",
            "attachments",
            "links");

    /** A record or a row that is not the same in both; null where it is not there. */
    public record Difference(
            String what,
            String stream,
            String externalId,
            @Nullable String followed,
            @Nullable String made) {
        String place() {
            return what + " of " + stream + (followed == null ? " missed" : made == null ? " held" : " otherwise");
        }

        @Override
        public String toString() {
            String text = place() + " " + externalId + ": " + followed + "\n    is " + made;
            return text.substring(0, Math.min(LONGEST, text.length()));
        }
    }

    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>(differences("record", records(followed), records(made)));
        TABLES.forEach(table -> differences.addAll(differences("row", rows(table, followed), rows(table, made))));
        return differences;
    }

    private List<Difference> differences(String what, String followed, String made) {
        return running.jdbi()
                .withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Difference.class))
                        .createQuery("""
                        select :what as what, coalesce(a.stream, b.stream) as stream,
                            coalesce(a.external_id, b.external_id) as external_id, a.text as followed, b.text as made
                        from (<followed>) a full join (<made>) b using (stream, external_id)
                        where a.fingerprint is distinct from b.fingerprint
                        order by 2, 3
                        """)
                        .define("followed", followed)
                        .define("made", made)
                        .bind("what", what)
                        .mapTo(Difference.class)
                        .list());
    }

    /** How many there are where, and some of them. */
    static String told(List<Difference> differences) {
        Map<String, Long> places = differences.stream()
                .collect(Collectors.groupingBy(Difference::place, TreeMap::new, Collectors.counting()));
        return places + "\n"
                + differences.stream().limit(SHOWN).map(Difference::toString).collect(Collectors.joining("\n"));
    }

    /** Without what the declaration calls volatile, and with the parent in whose list they stand. */
    private String records(UUID integration) {
        return """
                select stream, external_id, raw as text, parent_id || ' ' || case stream %s else raw::jsonb::text end as fingerprint
                from (select stream, external_id, raw, coalesce(parent_id, '') as parent_id from work.records
                    where absence = 'present' and integration_id = '%s') as present
                """.formatted(tool.all().map(MadeAnew::settled).collect(Collectors.joining(" ")), integration);
    }

    private static String settled(StreamDeclaration stream) {
        List<String> left = new ArrayList<>(stream.volatileParts());
        if (stream.name().equals("changes")) {
            // Jira's bulk listing of changes writes their instants and authors in another way than a page of issues.
            left.addAll(List.of("/created", "/author"));
        }
        return "when '" + stream.name() + "' then (raw::jsonb"
                + left.stream()
                        .map(pointer -> " #- '{" + pointer.substring(1).replace('/', ',') + "}'")
                        .collect(Collectors.joining())
                + ")::text";
    }

    private static String rows(String table, UUID integration) {
        return """
                select stream, external_id, mapped::text as text, mapped::text as fingerprint
                from (select stream, external_id, to_jsonb(t) - 'integration_id' - 'synced_at' as mapped
                    from work.%s t where deleted_at is null and integration_id = '%s') as mapped_rows
                """.formatted(table, integration);
    }
}
