package io.bactrian.sync.cut;

import io.bactrian.credential.Pseudonyms;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.EntityTable;
import io.bactrian.sync.json.JsonScanner;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.Paging;
import io.bactrian.tool.StreamDeclaration;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts answers into records in one pass without building trees: each record is a slice of the answer's bytes, its mapped
 * columns in COPY BINARY form, and a 128-bit hash. Belongs to one walk and is not safe for several threads.
 */
public final class Cutter {
    private static final int NEXT = 0;
    private static final int TOTAL = 1;
    private static final int MORE = 2;
    private static final int END = 3;
    private static final Set<String> NO = Set.of("false", "0", "");

    private final Place root = new Place();
    private final StreamDeclaration stream;
    private final Shape shape;
    private final String items;
    private final Buffers buffers;
    private final Redaction redaction;
    private final Paging paging;
    private boolean isOfOne;

    /**
     * @param items pointer to the records in an answer
     * @param paging what answers tell of the pages to come
     * @param tables canonical tables by name
     * @param values of the connection, put into templates
     * @param pseudonyms what may only be compared is stored as
     */
    public Cutter(
            StreamDeclaration stream,
            String items,
            Paging paging,
            Function<String, EntityTable> tables,
            Map<String, String> values,
            Pseudonyms pseudonyms,
            Buffers buffers) {
        this.stream = stream;
        this.buffers = buffers;
        redaction = new Redaction(stream, items, pseudonyms, buffers);
        shape = new Shape(stream, tables, values);
        if (paging.slices() != null) {
            shape.boundedBy(paging.slices().at());
        }
        root.at(items).records = shape;
        this.items = items;
        this.paging = paging;
        place(paging.byId() ? null : paging.next(), NEXT);
        place(paging.total(), TOTAL);
        place(paging.more(), MORE);
        place(paging.end(), END);
    }

    /** From now on an answer may hold the one record itself instead of a list. */
    public Cutter ofOne() {
        isOfOne = true;
        redaction.addOne(stream, items);
        return this;
    }

    private void place(@Nullable String pointer, int value) {
        if (pointer != null) {
            root.at(pointer).envelope = value;
        }
    }

    /** A declaration that reads answers in which each element holds the children of one parent. */
    public static StreamDeclaration holder(ChildStream child, ChildStream.Rest rest) {
        return Shape.holder(child, rest);
    }

    /** The answer without what must not be stored. */
    public Answer redact(Answer answer) throws IOException {
        Redacted redacted = redact(answer.bytes(), answer.length());
        return redacted.bytes() == answer.bytes() ? answer : answer.with(redacted.bytes(), redacted.length());
    }

    /** The bytes of a lent buffer without what must not be stored; the buffer is given back when they are in another one. */
    public Redacted redact(byte[] bytes, int length) throws IOException {
        if (!redaction.isNeeded()) {
            return new Redacted(bytes, length);
        }
        RowBuffer redacted = redaction.redact(bytes, length);
        buffers.giveBack(bytes);
        return new Redacted(redacted.bytes(), redacted.length());
    }

    /** Bytes of which nothing is private, in a lent buffer. */
    public record Redacted(byte[] bytes, int length) {}

    /**
     * Cuts one answer. The encoded columns lie in a buffer lent for this answer: whoever stores them gives it back.
     *
     * @param parentId the record that all records of this answer are children of; empty when they are none's
     * @throws IOException when the answer is not the JSON it must be
     */
    public Cut cut(byte[] bytes, int length, String parentId) throws IOException {
        Cutting cutting = new Cutting(bytes, shape, buffers, paging.kind());
        Envelope envelope = new Envelope(cutting, parentId, isOfOne);
        try {
            JsonScanner json = new JsonScanner(bytes, 0, length);
            envelope.read(json, root);
            json.end();
            if (!envelope.isListed) {
                // An empty list and no list are two things: the latter says nothing of what there is.
                throw new IOException("the answer holds no list " + (items.isEmpty() ? "itself" : "at " + items));
            }
        } catch (IOException | RuntimeException e) {
            cutting.abandon();
            throw e;
        }
        return new Cut(
                envelope.records,
                cutting.slabs(),
                paging.byId() || paging.slices() != null ? cutting.bound() : envelope.values[NEXT],
                envelope.total(),
                envelope.more(),
                cutting.totals(),
                cutting.unstorable(),
                cutting.unmapped(),
                cutting.columns());
    }

    /** What stands around the records: the way to the next page, the total. */
    private static final class Envelope {
        private final Cutting cutting;
        private final String parentId;
        private final boolean isOfOne;
        private final @Nullable String[] values = new @Nullable String[4];
        private int records;
        private boolean isListed;

        Envelope(Cutting cutting, String parentId, boolean isOfOne) {
            this.cutting = cutting;
            this.parentId = parentId;
            this.isOfOne = isOfOne;
        }

        void read(JsonScanner json, Place place) throws IOException {
            if (place.records != null && isOfOne && json.isObject()) {
                isListed = true;
                records = cutting.cutOne(json, place.records, parentId);
            } else if (place.hasMembers() && json.isObject()) {
                place.readMembers(json, this::read);
            } else if (place.records != null && json.isArray()) {
                isListed = true;
                records = cutting.cutArray(json, place.records, parentId);
            } else if (place.envelope >= 0 && json.isScalar() && !json.isNull()) {
                json.read();
                values[place.envelope] = json.string();
            } else {
                json.skip();
            }
        }

        @Nullable
        Boolean more() {
            String more = values[MORE];
            String end = values[END];
            return more != null ? Boolean.valueOf(!NO.contains(more)) : end != null ? NO.contains(end) : null;
        }

        /** -1 when the answer tells none. */
        long total() throws IOException {
            String total = values[TOTAL];
            try {
                return total == null ? -1 : Long.parseLong(total);
            } catch (NumberFormatException e) {
                throw new IOException("the total in the answer is not a number", e);
            }
        }
    }
}
