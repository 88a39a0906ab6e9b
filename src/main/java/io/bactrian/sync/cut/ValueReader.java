package io.bactrian.sync.cut;

import io.bactrian.sync.json.JsonScanner;
import java.io.IOException;

/** Reads the wanted values of one record into its slots and steps over everything else. */
final class ValueReader {
    private final EmbeddedRecords embedded;
    private final Prose document = new Prose();

    ValueReader(EmbeddedRecords embedded) {
        this.embedded = embedded;
    }

    /** Reads the value the scanner stands on; it is left behind it. */
    void read(JsonScanner json, Place place, Shape shape) throws IOException {
        int from = json.position();
        if (place.document != null) {
            readDocument(json, place.document);
        } else if (place.hasMembers() && json.isObject()) {
            readMembers(json, place, shape);
        } else if (place.records != null && json.isArray()) {
            embedded.cut(json, shape, place.records);
        } else if (place.elements != null && json.isArray()) {
            for (boolean more = json.firstElement(); more; more = json.nextElement()) {
                read(json, place.elements, shape);
            }
        } else if (!place.slots.isEmpty() && json.isScalar()) {
            readScalar(json, place, shape);
        } else {
            json.skip();
        }
        if (place.isVolatile) {
            shape.state.addVolatile(from, json.position());
        }
    }

    /** As {@link Place#readMembers}, but without a reader for each object: measured, that costs the cutting 5 %. */
    private void readMembers(JsonScanner json, Place place, Shape shape) throws IOException {
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            Place member = place.member(json);
            if (member == null) {
                json.skip();
            } else {
                read(json, member, shape);
            }
        }
    }

    private void readDocument(JsonScanner json, Slot slot) throws IOException {
        if (json.isNull()) {
            json.skip();
            return;
        }
        document.clear();
        AdfText.append(json, document);
        slot.putText(document.bytes(), 0, document.length());
    }

    private static void readScalar(JsonScanner json, Place place, Shape shape) throws IOException {
        Scalar kind = Scalar.of(json);
        json.read();
        for (int i = 0; i < place.slots.size(); i++) {
            Slot slot = place.slots.get(i);
            if (!slot.isSettled()) {
                put(json, kind, slot, shape);
            }
        }
    }

    private static void put(JsonScanner json, Scalar kind, Slot slot, Shape shape) {
        if (kind == Scalar.NULL) {
            if (slot.collects) {
                slot.addNullElement();
            }
            return;
        }
        switch (slot.type) {
            case TEXT -> slot.putText(json.text(), json.from(), json.length());
            case TEXTS -> slot.addElement(json.text(), json.from(), json.length());
            case TIME, DATE -> putInstant(json, kind, slot, shape);
            case FLAG -> slot.putNumber(kind == Scalar.TRUE ? 1 : 0);
            case NUMBER -> putNumber(json, slot, shape);
        }
    }

    private static void putInstant(JsonScanner json, Scalar kind, Slot slot, Shape shape) {
        long instant = instant(json, kind, slot);
        if (instant == Instants.INVALID) {
            shape.state.refuse("a date or time was expected and something else stands there");
        } else {
            slot.putNumber(instant);
        }
    }

    /** A number is milliseconds since 1970, as Jira's changelog/bulkfetch writes instants. */
    private static long instant(JsonScanner json, Scalar kind, Slot slot) {
        if (kind == Scalar.NUMBER) {
            return Instants.ofEpochMillis(json.string());
        }
        return slot.isId()
                ? Instants.ofObjectId(json.text(), json.from(), json.length())
                : Instants.parse(json.text(), json.from(), json.length());
    }

    private static void putNumber(JsonScanner json, Slot slot, Shape shape) {
        try {
            slot.putNumber(Long.parseLong(json.string()));
        } catch (NumberFormatException e) {
            shape.state.refuse("a whole number was expected and something else stands there");
        }
    }

    /** What a scalar is, known before it is read. */
    private enum Scalar {
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        NULL;

        static Scalar of(JsonScanner json) throws IOException {
            return json.isText()
                    ? TEXT
                    : json.isNull() ? NULL : json.isNumber() ? NUMBER : json.isTrue() ? TRUE : FALSE;
        }
    }

    /** Cuts an array of records embedded in a record. */
    @FunctionalInterface
    interface EmbeddedRecords {
        void cut(JsonScanner json, Shape parent, Shape child) throws IOException;
    }
}
