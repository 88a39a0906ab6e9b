package io.bactrian.sync.cut;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.bactrian.store.ColumnType;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.FieldSource;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is wanted of one stream's records: id, version, mapped columns, embedded children. */
final class Shape {
    private static final String HOLDER = "";

    final String stream;
    final @Nullable EntityTable table;
    final Place root = new Place();
    final List<Slot> slots = new ArrayList<>();
    final Slot id;
    final @Nullable Slot changed;
    private final List<Skipped> skipped;
    private final List<Slot> needed;
    final List<Column> columns;
    final List<Embedded> children;
    final boolean hasVolatile;
    final OwnMapping own;

    /** Seeded with the mapping, so that an edited mapping makes another hash and rows are written anew. */
    final Hasher128 hasher;

    /** Whether the records are texts, each its own id. */
    final boolean isText;

    /** Where a record that comes without its parent names it; null where none does. */
    private final @Nullable Slot ownParent;

    private final boolean isPartitioned;
    private final boolean idsPerParent;
    private final boolean isShared;

    /** State of the record being read. */
    final RecordState state;

    private final Map<String, String> values;

    /** Where the value stands that the next slice begins at; null where lists are not sliced. */
    @Nullable
    Slot bound;

    /**
     * @param tables canonical tables by name
     * @param values of the connection, put into templates
     */
    Shape(StreamDeclaration declaration, Function<String, EntityTable> tables, Map<String, String> values) {
        this.values = values;
        stream = declaration.name();
        id = slot(declaration.id(), ColumnType.TEXT);
        isText = declaration.id().isEmpty();
        changed = declaration.changed() == null ? null : slot(declaration.changed(), ColumnType.TIME);
        String parentAt =
                declaration.byIds() == null ? null : declaration.byIds().parent();
        ownParent = parentAt == null ? null : slot(parentAt, ColumnType.TEXT);
        skipped = declaration.skip().there().entrySet().stream()
                .map(left -> new Skipped(slot(left.getKey(), ColumnType.TEXT), left.getValue()))
                .toList();
        needed = declaration.skip().lacking().stream()
                .map(pointer -> slot(pointer, ColumnType.TEXT))
                .toList();
        EntityTable whole = declaration.entity() == null ? null : tables.apply(declaration.entity());
        own = new OwnMapping(declaration.treatment().mappings(), whole);
        table = whole == null ? null : whole.with(declaration.columns());
        columns = table == null ? List.of() : columns(declaration, table);
        children = declaration.children().entrySet().stream()
                .map(child -> embed(child.getValue(), tables))
                .toList();
        declaration.volatileParts().forEach(pointer -> root.at(pointer).isVolatile = true);
        hasVolatile = !declaration.volatileParts().isEmpty();
        hasher = Hashing.xxh3_128(declaration.mapping().hashCode());
        state = new RecordState(children.size());
        Partitioning partitioning = declaration.partitioning();
        isPartitioned = partitioning != null;
        idsPerParent = partitioning != null && partitioning.idsPerParent();
        isShared = partitioning != null && partitioning.shared();
    }

    /** The records of a child stream as the elements of an answer hold them, each with its parent's id. */
    static StreamDeclaration holder(ChildStream child, ChildStream.Rest rest) {
        return new StreamDeclaration(
                HOLDER,
                "",
                null,
                child.record().list(),
                rest.paging(),
                rest.items(),
                Objects.requireNonNull(rest.parent(), "a batch needs to say where the parent's id stands"),
                null,
                List.of(),
                child.record().cursor(),
                null,
                Map.of(),
                null,
                Map.of(
                        child.record().name(),
                        new ChildStream(
                                Objects.requireNonNull(
                                        rest.children(), "a batch needs to say where the children stand"),
                                rest.children() + "/total",
                                null,
                                child.record())),
                null,
                null);
    }

    /** From now on the value at a pointer of the last record says where the next slice of the list begins. */
    void boundedBy(String pointer) {
        bound = slot(pointer, ColumnType.TEXT);
    }

    String externalId(String parentId) {
        return idsPerParent ? parentId + "/" + id.text() : id.text();
    }

    /** What a record's place among the partitions adds to its hash, as it may move with nothing else changed. */
    long mark(String parentId) {
        return isPartitioned && !isShared ? hasher.hashCharsTo128Bits(parentId).getMostSignificantBits() : 0;
    }

    /** The id of the parent that a record came with, or that it names itself. */
    String parentId(String given) {
        return given.isEmpty() && ownParent != null && ownParent.present ? ownParent.text() : given;
    }

    /** The record that a record belongs to; null when it belongs to none, or may belong to several. */
    @Nullable
    String parent(String parentId) {
        return parentId.isEmpty() || isShared ? null : parentId;
    }

    /** Whether the record that was read is not one of the stream. */
    boolean isSkipped() {
        return skipped.stream().anyMatch(Skipped::isThere) || needed.stream().anyMatch(slot -> !slot.present);
    }

    boolean isHolder() {
        return stream.equals(HOLDER);
    }

    private Embedded embed(ChildStream child, Function<String, EntityTable> tables) {
        Shape shape = new Shape(child.record(), tables, values);
        root.at(child.items()).records = shape;
        return new Embedded(shape, child.total().isEmpty() ? null : slot(child.total(), ColumnType.NUMBER));
    }

    private List<Column> columns(StreamDeclaration declaration, EntityTable table) {
        return table.columns().stream()
                .map(column -> column(declaration, column))
                .toList();
    }

    private Column column(StreamDeclaration declaration, EntityTable.Column column) {
        Slot mapped = own.column(column.name());
        return mapped == null
                ? column(Objects.requireNonNull(declaration.fields().get(column.name())), column.type())
                : new Column.FirstOf(List.of(mapped), Map.of());
    }

    private Column column(FieldSource source, ColumnType type) {
        if ("{parent}".equals(source.template())) {
            return new Column.Parent(type);
        }
        if (source.template() != null) {
            return new Column.Template(pieces(source.template()));
        }
        if (source.as() == FieldSource.As.ID_IN_PARENT) {
            return new Column.InParent(slot(source.pointers().get(0), ColumnType.TEXT));
        }
        return new Column.FirstOf(
                source.pointers().stream().map(p -> slot(p, type, source.as())).toList(), source.map());
    }

    /** Splits {@code {name}/browse/{/key}} into literals (names are filled in here, once) and values of the record. */
    private List<Column.Template.Piece> pieces(String template) {
        List<Column.Template.Piece> pieces = new ArrayList<>();
        for (String part : template.split("(?=\\{)|(?<=\\})")) {
            if (part.startsWith("{/")) {
                pieces.add(new Column.Template.Piece(
                        new byte[0], slot(part.substring(1, part.length() - 1), ColumnType.TEXT)));
            } else {
                pieces.add(new Column.Template.Piece(literal(part).getBytes(StandardCharsets.UTF_8), null));
            }
        }
        return pieces;
    }

    private String literal(String part) {
        return part.startsWith("{") ? values.getOrDefault(part.substring(1, part.length() - 1), "") : part;
    }

    private Slot slot(String pointer, ColumnType type, FieldSource.As as) {
        if (as == FieldSource.As.ADF_TEXT) {
            Slot slot = added(ColumnType.TEXT, Slot.Kind.VALUE);
            root.at(pointer).document = slot;
            return slot;
        }
        return as == FieldSource.As.OBJECT_ID_TIME ? slot(pointer, type, Slot.Kind.ID_TIME) : slot(pointer, type);
    }

    private Slot slot(String pointer, ColumnType type) {
        return slot(pointer, type, kind(pointer, type));
    }

    private static Slot.Kind kind(String pointer, ColumnType type) {
        if (!pointer.contains("/*")) {
            return Slot.Kind.VALUE;
        }
        return type == ColumnType.TEXTS ? Slot.Kind.ELEMENTS : Slot.Kind.FIRST;
    }

    private Slot slot(String pointer, ColumnType type, Slot.Kind kind) {
        List<Slot> there = root.at(pointer).slots;
        for (Slot slot : there) {
            if (slot.isOf(type, kind)) {
                return slot;
            }
        }
        Slot slot = added(type, kind);
        there.add(slot);
        return slot;
    }

    private Slot added(ColumnType type, Slot.Kind kind) {
        Slot slot = new Slot(type, kind);
        slots.add(slot);
        return slot;
    }

    void clear() {
        state.clear();
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).clear();
        }
    }

    /** A stream embedded in this one, and where the tool says how many records of it there are; null where all are embedded. */
    record Embedded(Shape shape, @Nullable Slot total) {}

    /** What stands in a record that is left out: one of some texts, or anything when there are none. */
    private record Skipped(Slot slot, List<String> texts) {
        boolean isThere() {
            return slot.present && (texts.isEmpty() || texts.contains(slot.text()));
        }
    }
}
