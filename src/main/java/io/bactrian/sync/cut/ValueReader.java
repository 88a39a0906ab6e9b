package io.bactrian.sync.cut;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the wanted values of one record from the token stream into its slots and steps over everything else. */
final class ValueReader {
    private static final int DEEPEST = 1000;

    private final EmbeddedRecords embedded;
    private final Prose document = new Prose();

    ValueReader(EmbeddedRecords embedded) {
        this.embedded = embedded;
    }

    /** Reads the value the parser stands on; it is left on the value's last token. */
    void read(JsonParser parser, Place place, Shape shape, int base) throws IOException {
        int from = place.isVolatile ? base + (int) parser.currentTokenLocation().getByteOffset() : -1;
        readValue(parser, place, shape, base);
        if (from >= 0) {
            parser.finishToken();
            shape.state.addVolatile(from, base + (int) parser.currentLocation().getByteOffset());
        }
    }

    private void readValue(JsonParser parser, Place place, Shape shape, int base) throws IOException {
        JsonToken token = parser.currentToken();
        if (place.document != null) {
            readDocument(parser, place.document);
        } else if (token == JsonToken.START_OBJECT && place.hasMembers()) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Place member = place.member(parser.currentName());
                parser.nextToken();
                if (member == null) {
                    skip(parser, shape);
                } else {
                    read(parser, member, shape, base);
                }
            }
        } else if (token == JsonToken.START_ARRAY && place.records != null) {
            embedded.cut(parser, shape, place.records, base);
        } else if (token == JsonToken.START_ARRAY && place.elements != null) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                read(parser, place.elements, shape, base);
            }
        } else if (token.isScalarValue() && !place.slots.isEmpty()) {
            for (int i = 0; i < place.slots.size(); i++) {
                put(parser, place.slots.get(i), shape);
            }
        } else {
            skip(parser, shape);
        }
    }

    private void readDocument(JsonParser parser, Slot slot) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        document.clear();
        AdfText.append(parser, document);
        slot.putText(document.chars(), 0, document.length());
    }

    private static void put(JsonParser parser, Slot slot, Shape shape) throws IOException {
        if (slot.isSettled()) {
            return;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            if (slot.collects) {
                slot.addNullElement();
            }
            return;
        }
        checkNumber(parser, shape);
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        switch (slot.type) {
            case TEXT -> slot.putText(text, from, length);
            case TEXTS -> slot.addElement(text, from, length);
            case TIME, DATE -> putInstant(parser, slot, shape);
            case FLAG -> slot.putNumber(token == JsonToken.VALUE_TRUE ? 1 : 0);
            case NUMBER -> putNumber(parser, slot, shape);
        }
    }

    /** A number is milliseconds since 1970, as Jira's changelog/bulkfetch writes instants. */
    private static void putInstant(JsonParser parser, Slot slot, Shape shape) throws IOException {
        long instant = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? Instants.ofEpochMillis(parser.getLongValue())
                : slot.isId()
                        ? Instants.ofObjectId(
                                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                        : Instants.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (instant == Instants.INVALID) {
            shape.state.refuse("a date or time was expected and something else stands there");
        } else {
            slot.putNumber(instant);
        }
    }

    private static void putNumber(JsonParser parser, Slot slot, Shape shape) throws IOException {
        try {
            slot.putNumber(Long.parseLong(parser.getText()));
        } catch (NumberFormatException e) {
            shape.state.refuse("a whole number was expected and something else stands there");
        }
    }

    /** As {@link JsonParser#skipChildren()}, but looks at numbers and depth, which the database may refuse. */
    private static void skip(JsonParser parser, Shape shape) throws IOException {
        JsonToken token = parser.currentToken();
        int depth = 0;
        while (true) {
            if (token.isStructStart()) {
                depth++;
                if (depth > DEEPEST) {
                    shape.state.refuse("nested deeper than " + DEEPEST);
                }
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                checkNumber(parser, shape);
            }
            if (depth == 0) {
                return;
            }
            token = next(parser);
        }
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("the answer ends in the middle of a record");
        }
        return token;
    }

    private static void checkNumber(JsonParser parser, Shape shape) throws IOException {
        if (parser.currentToken().isNumeric()
                && !UnstorableText.isStorableNumber(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            shape.state.refuse("a number beyond what the database can hold");
        }
    }

    /** Cuts an array of records embedded in a record. */
    @FunctionalInterface
    interface EmbeddedRecords {
        void cut(JsonParser parser, Shape parent, Shape child, int base) throws IOException;
    }
}
