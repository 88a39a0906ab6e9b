package io.bactrian.sync.cut;

import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.store.Unstorable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one answer held.
 *
 * @param records how many records of the stream itself (children not counted) it held, unstorable ones included
 * @param slabs the storable records by stream, the stream's own first
 * @param next position of the next page as the answer tells it
 * @param total the tool's count of all records, -1 when it tells none
 * @param more whether the tool says that more is to come; null when it does not say
 * @param childTotals how many children the tool says each record has
 * @param unstorable records that the database would refuse
 * @param unmapped what the integration maps itself and could not be mapped, once for each record
 * @param columns the lent buffer in which the encoded columns lie
 */
public record Cut(
        int records,
        List<Slab> slabs,
        @Nullable String next,
        long total,
        @Nullable Boolean more,
        List<ChildTotal> childTotals,
        List<Unstorable> unstorable,
        List<Unmapped> unmapped,
        byte[] columns) {

    /** Of an answer that held no list. */
    public static Cut nothing(@Nullable String next) {
        return new Cut(0, List.of(), next, -1, null, List.of(), List.of(), List.of(), NO_COLUMNS);
    }

    private static final byte[] NO_COLUMNS = {};

    /** The ids of the records of a stream, be it embedded; what cannot be stored is there all the same. */
    public List<String> ids(String stream) {
        return ids(stream, record -> true);
    }

    /** Those of them that the tool gave. */
    public List<String> named(String stream) {
        return ids(stream, record -> !record.isNameless());
    }

    private List<String> ids(String stream, Predicate<Unstorable> wanted) {
        List<String> ids = new ArrayList<>();
        slabs.stream()
                .filter(slab -> slab.stream().equals(stream))
                .flatMap(slab -> slab.rows().stream())
                .forEach(row -> ids.add(row.id()));
        unstorable.stream()
                .filter(record -> record.stream().equals(stream))
                .filter(wanted)
                .forEach(record -> ids.add(record.id()));
        return ids;
    }

    /** The same with some records of the answer's own stream only, and with what is embedded in those. */
    public Cut only(String stream, Set<String> ids) {
        return with(
                ids.size(),
                slab -> slab.only(row -> ids.contains(slab.stream().equals(stream) ? row.id() : row.parent())),
                told -> ids.contains(told.parentId()),
                bad -> ids.contains(bad.stream().equals(stream) ? bad.id() : bad.parent()),
                List.of());
    }

    /** The same without what is embedded in some records of the answer's own stream. */
    public Cut withoutPartsOf(String stream, Set<String> ids) {
        return ids.isEmpty()
                ? this
                : with(
                        records,
                        slab -> slab.stream().equals(stream) ? slab : slab.only(row -> !ids.contains(row.parent())),
                        told -> told.stream().equals(stream) || !ids.contains(told.parentId()),
                        bad -> bad.stream().equals(stream) || !ids.contains(bad.parent()),
                        unmapped);
    }

    private Cut with(
            int records,
            UnaryOperator<Slab> slabs,
            Predicate<ChildTotal> totals,
            Predicate<Unstorable> unstorable,
            List<Unmapped> unmapped) {
        return new Cut(
                records,
                this.slabs.stream().map(slabs).toList(),
                next,
                total,
                more,
                childTotals.stream().filter(totals).toList(),
                this.unstorable.stream().filter(unstorable).toList(),
                unmapped,
                columns);
    }

    /** The stream's own records; empty when there is none. */
    public List<Row> rows() {
        return slabs.isEmpty() ? List.of() : slabs.get(0).rows();
    }

    /**
     * How many children of a stream the tool says a parent has, and how many were embedded.
     *
     * @param isListed whether there was a list of them at all: no list is not an empty one
     */
    public record ChildTotal(String stream, String parentId, long total, long embedded, boolean isListed) {
        public boolean isComplete() {
            return embedded >= total;
        }
    }

    /** A value of a record that an integration's own mapping could not make, and why; the record is kept without it. */
    public record Unmapped(String stream, String to, String reason) {}
}
