package io.bactrian.sync.cut;

import io.bactrian.store.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one mapped column of a record as a COPY BINARY field. */
sealed interface Column {
    int TEXT_OID = 25;

    void write(RowBuffer row, String parentId);

    /** The first of some values that is there. */
    record FirstOf(List<Slot> slots, Map<String, @Nullable String> replacements) implements Column {
        @Override
        public void write(RowBuffer row, String parentId) {
            for (Slot slot : slots) {
                if (slot.present && !isReplacedByNone(slot)) {
                    write(row, slot);
                    return;
                }
            }
            writeAbsent(row);
        }

        private boolean isReplacedByNone(Slot slot) {
            return !replacements.isEmpty()
                    && slot.type == ColumnType.TEXT
                    && replacements.containsKey(slot.text())
                    && replacements.get(slot.text()) == null;
        }

        private void write(RowBuffer row, Slot slot) {
            switch (slot.type) {
                case TEXT -> writeText(row, slot);
                case TEXTS -> writeTexts(row, slot);
                case TIME, NUMBER -> {
                    row.int32(8);
                    row.int64(slot.number);
                }
                case DATE -> {
                    row.int32(4);
                    row.int32((int) Math.floorDiv(slot.number, Instants.MICROS_PER_DAY));
                }
                case FLAG -> {
                    row.int32(1);
                    row.put((byte) slot.number);
                }
            }
        }

        private void writeText(RowBuffer row, Slot slot) {
            String replaced = replacements.isEmpty() ? null : replacements.get(slot.text());
            if (replaced == null) {
                row.int32(slot.length);
                row.put(slot.bytes, 0, slot.length);
            } else {
                putText(row, replaced);
            }
        }

        /** Dimensions, null flag, element type; then per dimension its size and lower bound; then the elements. */
        private static void writeTexts(RowBuffer row, Slot slot) {
            row.int32(20 + slot.length);
            row.int32(1);
            row.int32(slot.hasNullElement ? 1 : 0);
            row.int32(TEXT_OID);
            row.int32(slot.elements);
            row.int32(1);
            row.put(slot.bytes, 0, slot.length);
        }

        private void writeAbsent(RowBuffer row) {
            if (slots.get(0).type == ColumnType.TEXTS) {
                row.int32(12);
                row.int32(0);
                row.int32(0);
                row.int32(TEXT_OID);
            } else {
                row.putNull();
            }
        }
    }

    /** Literal pieces and values in turn; null as a whole when one of the values is not there. */
    record Template(List<Piece> pieces) implements Column {
        @Override
        public void write(RowBuffer row, String parentId) {
            int start = row.length();
            row.int32(0);
            for (Piece piece : pieces) {
                Slot value = piece.value();
                if (value == null) {
                    row.put(piece.literal(), 0, piece.literal().length);
                } else if (value.present) {
                    row.put(value.bytes, 0, value.length);
                } else {
                    row.truncate(start);
                    row.putNull();
                    return;
                }
            }
            row.setLength(start);
        }

        /** Either a literal or a value of the record. */
        record Piece(byte[] literal, @Nullable Slot value) {}
    }

    /** The id of the record that this one is a child of. */
    record Parent(ColumnType type) implements Column {
        @Override
        public void write(RowBuffer row, String parentId) {
            if (type == ColumnType.TEXTS) {
                putOne(row, parentId.getBytes(StandardCharsets.UTF_8));
            } else {
                putText(row, parentId);
            }
        }

        private static void putOne(RowBuffer row, byte[] element) {
            row.int32(24 + element.length);
            row.int32(1);
            row.int32(0);
            row.int32(TEXT_OID);
            row.int32(1);
            row.int32(1);
            row.int32(element.length);
            row.put(element, 0, element.length);
        }
    }

    /** The id of a record that has the same parent: the parent's id and the last step of an address. */
    record InParent(Slot address) implements Column {
        @Override
        public void write(RowBuffer row, String parentId) {
            if (address.present) {
                String text = address.text();
                putText(row, parentId + "/" + text.substring(text.lastIndexOf('/') + 1));
            } else {
                row.putNull();
            }
        }
    }

    private static void putText(RowBuffer row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        row.int32(bytes.length);
        row.put(bytes, 0, bytes.length);
    }
}
