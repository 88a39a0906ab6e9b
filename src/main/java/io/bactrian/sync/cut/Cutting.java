package io.bactrian.sync.cut;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.FieldValue;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.json.JsonScanner;
import io.bactrian.tool.Paging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cutting of one answer: the records found so far. */
final class Cutting implements ValueReader.EmbeddedRecords {
    private final byte[] answer;
    private final Shape primary;
    private final Buffers buffers;
    private final RowBuffer columns;
    private final ValueReader values = new ValueReader(this);
    private final Map<Shape, List<Row>> rows = new LinkedHashMap<>();
    private final List<Cut.ChildTotal> totals = new ArrayList<>();
    private final List<Unstorable> unstorable = new ArrayList<>();
    private final List<Cut.Unmapped> unmapped = new ArrayList<>();
    private final Paging.Kind paging;
    private int skipped;
    private byte[] hashed = new byte[0];
    private @Nullable String bound;

    /** @param paging whether, and which, record's id bounds the next page */
    Cutting(byte[] answer, Shape primary, Buffers buffers, Paging.Kind paging) {
        this.paging = paging;
        this.answer = answer;
        this.primary = primary;
        this.buffers = buffers;
        columns = new RowBuffer(buffers);
        rows.put(primary, new ArrayList<>());
    }

    List<Slab> slabs() {
        return rows.entrySet().stream()
                .filter(entry -> !entry.getKey().isHolder())
                .map(entry -> new Slab(
                        entry.getKey().stream, entry.getKey().table, answer, columns.bytes(), entry.getValue()))
                .toList();
    }

    List<Cut.ChildTotal> totals() {
        return totals;
    }

    List<Unstorable> unstorable() {
        return unstorable;
    }

    List<Cut.Unmapped> unmapped() {
        return unmapped;
    }

    byte[] columns() {
        return columns.bytes();
    }

    void abandon() {
        buffers.giveBack(columns.bytes());
    }

    int cutArray(JsonScanner json, Shape shape, String parentId) throws IOException {
        int count = 0;
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            if (!json.isObject() && !(shape.isText && json.isText())) {
                throw new IOException("a record of stream " + primary.stream + " is not an object");
            }
            cutRecord(json, shape, parentId);
            count++;
        }
        return count;
    }

    /** A record that the answer holds without a list around it. */
    int cutOne(JsonScanner json, Shape shape, String parentId) throws IOException {
        cutRecord(json, shape, parentId);
        return 1;
    }

    /** What bounds the next page: the tool's id of a record, or the value at which the next slice begins; null when there is none. */
    @Nullable
    String bound() {
        return bound;
    }

    private void cutRecord(JsonScanner json, Shape shape, String parentId) throws IOException {
        int from = json.position();
        int refusals = json.refusals();
        shape.clear();
        values.read(json, shape.root, shape);
        int to = json.position();
        // What is absurd is judged record by record, so that it does not cost the page.
        if (json.refusals() > refusals) {
            shape.state.refuse(json.refusal());
        }
        if (shape == primary) {
            noteBound(shape);
        }
        if (shape.isSkipped()) {
            skipped++;
            return;
        }
        cutDeferred(shape);
        countChildren(shape);
        if (!shape.isHolder()) {
            keep(shape, parentId, from, to);
        }
    }

    private void noteBound(Shape shape) {
        if (shape.bound != null) {
            bound = shape.bound.present ? shape.bound.text() : bound;
        } else if (paging == Paging.Kind.LAST) {
            bound = shape.id.present ? shape.id.text() : null;
        } else if (paging == Paging.Kind.LEAST && shape.id.present) {
            String id = shape.id.text();
            bound = bound == null || id.compareTo(bound) < 0 ? id : bound;
        }
    }

    /** Embedded arrays are cut where they stand when the parent's id is known already, and after the parent otherwise. */
    @Override
    public void cut(JsonScanner json, Shape parent, Shape child) throws IOException {
        if (parent.id.present) {
            cutEmbedded(json, parent, child);
        } else {
            int from = json.position();
            json.skip();
            parent.state.deferred.add(new RecordState.Deferred(child, from, json.position()));
        }
    }

    private void cutDeferred(Shape parent) throws IOException {
        if (!parent.id.present) {
            return;
        }
        for (RecordState.Deferred deferred : parent.state.deferred) {
            cutEmbedded(new JsonScanner(answer, deferred.from(), deferred.to()), parent, deferred.shape());
        }
    }

    private void cutEmbedded(JsonScanner json, Shape parent, Shape child) throws IOException {
        int before = skipped;
        int count = cutArray(json, child, parent.id.text());
        addEmbedded(parent, child, count - (skipped - before));
    }

    private static void addEmbedded(Shape parent, Shape child, int count) {
        for (int i = 0; i < parent.children.size(); i++) {
            if (parent.children.get(i).shape() == child) {
                parent.state.embedded[i] += count;
                parent.state.listed[i] = true;
            }
        }
    }

    private void countChildren(Shape parent) {
        if (!parent.id.present) {
            return;
        }
        String id = parent.id.text();
        for (int i = 0; i < parent.children.size(); i++) {
            Slot total = parent.children.get(i).total();
            long embedded = parent.state.embedded[i];
            long told = total != null && total.present ? total.number : embedded;
            totals.add(new Cut.ChildTotal(
                    parent.children.get(i).shape().stream,
                    id,
                    Math.max(told, embedded),
                    embedded,
                    parent.state.listed[i]));
        }
    }

    private void keep(Shape shape, String given, int from, int to) throws IOException {
        String parentId = shape.parentId(given);
        HashValue128 hash = hash(shape, from, to);
        long version = shape.changed != null && shape.changed.present ? shape.changed.number : Row.UNVERSIONED;
        if (!shape.id.present) {
            shape.state.refuse("the record has no id");
        }
        if (shape.state.problem != null) {
            unstorable.add(new Unstorable(
                    shape.stream,
                    shape.id.present ? shape.externalId(parentId) : Unstorable.NAMELESS + hash,
                    shape.parent(parentId),
                    version == Row.UNVERSIONED ? null : Row.instant(version),
                    Arrays.copyOfRange(answer, from, to),
                    shape.state.problem));
            return;
        }
        List<FieldValue> fields = shape.own.read(
                answer, from, to, (target, reason) -> unmapped.add(new Cut.Unmapped(shape.stream, target, reason)));
        int start = columns.length();
        for (int i = 0; i < shape.columns.size(); i++) {
            shape.columns.get(i).write(columns, parentId);
        }
        rows.computeIfAbsent(shape, s -> new ArrayList<>())
                .add(new Row(
                        shape.externalId(parentId),
                        shape.parent(parentId),
                        hash.getMostSignificantBits() ^ shape.mark(parentId),
                        hash.getLeastSignificantBits(),
                        version,
                        from,
                        to,
                        start,
                        columns.length(),
                        fields));
    }

    private HashValue128 hash(Shape shape, int from, int to) {
        int edges = shape.state.edges();
        if (edges == 0) {
            return shape.hasher.hashBytesTo128Bits(answer, from, to - from);
        }
        if (hashed.length < to - from) {
            hashed = new byte[2 * (to - from)];
        }
        int length = 0;
        int start = from;
        for (int i = 0; i <= edges; i += 2) {
            int end = i == edges ? to : shape.state.volatileEdges()[i];
            System.arraycopy(answer, start, hashed, length, end - start);
            length += end - start;
            start = i == edges ? to : shape.state.volatileEdges()[i + 1];
        }
        return shape.hasher.hashBytesTo128Bits(hashed, 0, length);
    }
}
