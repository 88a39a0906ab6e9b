package io.bactrian.sync.cut;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bactrian.credential.Pseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.tool.StreamDeclaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes out of an answer what must not be stored, before anything else looks at it: null stands there then, or a keyed hash.
 * Every other byte stays as the tool sent it.
 */
final class Redaction {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final Place root = new Place();
    private final Pseudonyms pseudonyms;
    private final Buffers buffers;
    private boolean isNeeded;

    /** @param items pointer to the records in an answer */
    Redaction(StreamDeclaration stream, String items, Pseudonyms pseudonyms, Buffers buffers) {
        this.pseudonyms = pseudonyms;
        this.buffers = buffers;
        add(stream, items + "/*");
    }

    /** Takes the same out of a record that stands where the list would. */
    void addOne(StreamDeclaration stream, String items) {
        add(stream, items);
    }

    private void add(StreamDeclaration stream, String at) {
        stream.treatment().hash().forEach(pointer -> root.at(at + pointer).secrecy = Place.Secrecy.HASHED);
        stream.treatment().leaveOut().forEach(pointer -> root.at(at + pointer).secrecy = Place.Secrecy.LEFT_OUT);
        isNeeded |= stream.treatment().isPrivate();
        stream.children().values().forEach(child -> add(child.record(), at + child.items() + "/*"));
    }

    /** Whether there is anything to take out. */
    boolean isNeeded() {
        return isNeeded;
    }

    /** The answer without what must not be stored, in a lent buffer of its own. */
    RowBuffer redact(byte[] answer, int length) throws IOException {
        Pass pass = new Pass(answer);
        try (JsonParser parser = Cutting.parser(answer, 0, length)) {
            parser.nextToken();
            pass.read(parser, root);
            pass.copy(length);
            return pass.out;
        } catch (IOException | RuntimeException e) {
            buffers.giveBack(pass.out.bytes());
            throw e;
        }
    }

    /** One answer on its way. */
    private final class Pass {
        private final byte[] in;
        private final RowBuffer out = new RowBuffer(buffers);
        private int copied;

        Pass(byte[] in) {
            this.in = in;
        }

        void copy(int to) {
            out.put(in, copied, to - copied);
            copied = to;
        }

        void read(JsonParser parser, Place place) throws IOException {
            JsonToken token = parser.currentToken();
            if (place.secrecy != null) {
                replace(parser, place.secrecy);
            } else if (token == JsonToken.START_OBJECT && place.hasMembers()) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    Place member = place.member(parser.currentName());
                    parser.nextToken();
                    if (member == null) {
                        parser.skipChildren();
                    } else {
                        read(parser, member);
                    }
                }
            } else if (token == JsonToken.START_ARRAY && place.elements != null) {
                Place elements = place.elements;
                while (next(parser) != JsonToken.END_ARRAY) {
                    read(parser, elements);
                }
            } else {
                parser.skipChildren();
            }
        }

        private JsonToken next(JsonParser parser) throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("the answer ends in the middle of a record");
            }
            return token;
        }

        private void replace(JsonParser parser, Place.Secrecy secrecy) throws IOException {
            copy((int) parser.currentTokenLocation().getByteOffset());
            String text = parser.currentToken().isScalarValue() ? parser.getText() : null;
            boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
            parser.skipChildren();
            parser.finishToken();
            int to = (int) parser.currentLocation().getByteOffset();
            if (isNull || secrecy == Place.Secrecy.LEFT_OUT) {
                out.put(NOTHING, 0, NOTHING.length);
            } else {
                String hashed = text == null ? new String(in, copied, to - copied, StandardCharsets.UTF_8) : text;
                byte[] pseudonym = ('"' + pseudonyms.of(hashed) + '"').getBytes(StandardCharsets.US_ASCII);
                out.put(pseudonym, 0, pseudonym.length);
            }
            copied = to;
        }
    }
}
