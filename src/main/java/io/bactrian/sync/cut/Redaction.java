package io.bactrian.sync.cut;

import io.bactrian.credential.Pseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.sync.json.JsonScanner;
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
        try {
            pass.read(new JsonScanner(answer, 0, length), root);
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

        void read(JsonScanner json, Place place) throws IOException {
            if (place.secrecy != null) {
                replace(json, place.secrecy);
            } else if (place.hasMembers() && json.isObject()) {
                place.readMembers(json, this::read);
            } else if (place.elements != null && json.isArray()) {
                for (boolean more = json.firstElement(); more; more = json.nextElement()) {
                    read(json, place.elements);
                }
            } else {
                json.skip();
            }
        }

        private void replace(JsonScanner json, Place.Secrecy secrecy) throws IOException {
            int from = json.position();
            copy(from);
            boolean isNull = json.isNull();
            boolean isScalar = json.isScalar();
            if (isScalar) {
                json.read();
            } else {
                json.skip();
            }
            int to = json.position();
            if (isNull || secrecy == Place.Secrecy.LEFT_OUT) {
                out.put(NOTHING, 0, NOTHING.length);
            } else {
                String hashed = isScalar ? json.string() : new String(in, from, to - from, StandardCharsets.UTF_8);
                byte[] pseudonym = ('"' + pseudonyms.of(hashed) + '"').getBytes(StandardCharsets.US_ASCII);
                out.put(pseudonym, 0, pseudonym.length);
            }
            copied = to;
        }
    }
}
