package io.bactrian.tool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record of a tool as {@code routes/<tool>/streams/<stream>.yaml} declares it.
 *
 * @param entity the canonical table its records are mapped to; null keeps them in {@code work.records} alone
 * @param items pointer to the array of records in an answer; empty for a bare array
 * @param single whether an answer holds one record at {@code items} instead of an array
 * @param id pointer to the tool's immutable id in a record
 * @param changed pointer to the instant that orders the versions of a record; null when the tool has none
 * @param volatileParts pointers left out of the hash and of comparisons
 * @param windows how a full read is cut into parts that are walked side by side; null walks it as one
 * @param fields canonical column to where its value comes from
 * @param custom where the tool's custom fields stand, for the generated view
 * @param children streams whose records are embedded in this one's
 * @param feed what its records tell of the records of other streams; null when they tell nothing
 * @param partitioning the stream of whose records each has a list of its own; null when there is one list
 * @param skip which records of an answer are another stream's
 * @param needs what a credential must be allowed for it to be read
 * @param onRequest whether only an integration that asks for it reads it
 * @param treatment what an integration wants done to the records on top
 */
public record StreamDeclaration(
        String name,
        String description,
        @Nullable String entity,
        RequestTemplate list,
        Paging paging,
        String items,
        boolean single,
        String id,
        @Nullable String changed,
        List<String> volatileParts,
        CursorDeclaration cursor,
        @Nullable Windows windows,
        Map<String, FieldSource> fields,
        @Nullable CustomFields custom,
        Map<String, ChildStream> children,
        @Nullable ByIds byIds,
        @Nullable CensusDeclaration census,
        @Nullable Feed feed,
        @Nullable Partitioning partitioning,
        Skip skip,
        Needs needs,
        boolean onRequest,
        Treatment treatment) {
    /** A stream as a tool declares it. */
    public StreamDeclaration(
            String name,
            String description,
            @Nullable String entity,
            RequestTemplate list,
            Paging paging,
            String items,
            String id,
            @Nullable String changed,
            List<String> volatileParts,
            CursorDeclaration cursor,
            @Nullable Windows windows,
            Map<String, FieldSource> fields,
            @Nullable CustomFields custom,
            Map<String, ChildStream> children,
            @Nullable ByIds byIds,
            @Nullable CensusDeclaration census) {
        this(
                name,
                description,
                entity,
                list,
                paging,
                items,
                false,
                id,
                changed,
                volatileParts,
                cursor,
                windows,
                fields,
                custom,
                children,
                byIds,
                census,
                null,
                null,
                Skip.NOTHING,
                Needs.NOTHING,
                false,
                Treatment.NONE);
    }

    /**
     * What an integration wants of the stream and of those embedded in it, as a text that is equal as long as records that were
     * read once need not be read again for it.
     */
    public String wanted() {
        List<String> wishes = new ArrayList<>(List.of(cursor.scopeText(), treatment.privacy()));
        children.values().forEach(child -> wishes.add(child.record().wanted()));
        return String.join("\n", wishes).strip();
    }

    /** Its name and those of the streams that are embedded in it. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(children.keySet());
        names.add(name);
        return names;
    }

    /** Whether some of it is listed for records of its own, such as the subtasks of a subtask. */
    public boolean isListedForItself() {
        return partitioning != null && partitioning.parents().contains(name);
    }

    /** Whether its records are kept, as opposed to telling of those of other streams only. */
    public boolean isKept() {
        return feed == null || feed.kept();
    }

    /** The canonical columns that are filled, those an integration maps itself included. */
    public List<String> columns() {
        Set<String> columns = new LinkedHashSet<>(fields.keySet());
        treatment.mappings().forEach(mapping -> {
            if (mapping.target() instanceof FieldMapping.Target.Column column) {
                columns.add(column.name());
            }
        });
        return List.copyOf(columns);
    }

    /** How records are mapped, as a text that is equal for equal mappings. */
    public String mapping() {
        return fields.toString()
                + (treatment.mappings().isEmpty() ? "" : treatment.mappings().toString());
    }

    /** The same stream as an integration wants it. */
    public StreamDeclaration with(CursorDeclaration cursor, Map<String, ChildStream> children, Treatment treatment) {
        return new StreamDeclaration(
                name,
                description,
                entity,
                list,
                paging,
                items,
                single,
                id,
                changed,
                volatileParts,
                cursor,
                windows,
                fields,
                custom,
                children,
                byIds,
                census,
                feed,
                partitioning,
                skip,
                needs,
                onRequest,
                treatment);
    }

    /** The same stream as its census lists it. */
    public StreamDeclaration idsOnly(CensusDeclaration listing) {
        return new StreamDeclaration(
                name,
                description,
                null,
                listing.request(),
                listing.paging(),
                listing.items(),
                false,
                listing.id(),
                null,
                List.of(),
                cursor,
                null,
                Map.of(),
                null,
                Map.of(),
                null,
                null,
                null,
                partitioning,
                skip.ofIds(),
                needs,
                onRequest,
                Treatment.NONE);
    }
}
