package io.bactrian.sync.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259, UTF-8) from the bytes it came in. It always stands on a value or behind one; its reader steps over
 * the value or into it, and only what is asked for is looked at more than once. What it passes has been proved to be JSON.
 *
 * <pre>{@code
 * for (boolean more = json.firstMember(); more; more = json.nextMember()) {
 *     // the name is in text(), from(), length(); the scanner stands on the value, which must be read or stepped over
 * }
 * }</pre>
 */
public final class JsonScanner {
    private static final int DEEPEST = 1000;

    private final byte[] json;
    private final Lexer lexer;
    private final Unescaped unescaped = new Unescaped();
    private final Nesting open = new Nesting();
    private byte[] text;
    private int from;
    private int length;

    /** Begins on the value that stands between two positions. */
    public JsonScanner(byte[] json, int from, int to) {
        this.json = json;
        lexer = new Lexer(json, from, to);
        text = json;
    }

    /** Where the value begins that it stands on, or where the value ended that it has passed. */
    public int position() {
        return lexer.position();
    }

    /** How often it has met what is JSON and what PostgreSQL would refuse as {@code jsonb} all the same. */
    public int refusals() {
        return lexer.refusals();
    }

    /** Why it would refuse what was met last; empty when there was none. */
    public String refusal() {
        return lexer.refusal();
    }

    public boolean isObject() throws BrokenJson {
        return lexer.first() == '{';
    }

    public boolean isArray() throws BrokenJson {
        return lexer.first() == '[';
    }

    public boolean isText() throws BrokenJson {
        return lexer.first() == '"';
    }

    public boolean isNull() throws BrokenJson {
        return lexer.first() == 'n';
    }

    public boolean isTrue() throws BrokenJson {
        return lexer.first() == 't';
    }

    public boolean isNumber() throws BrokenJson {
        return Numbers.begins(lexer.first());
    }

    /** Whether it is neither an object nor an array. */
    public boolean isScalar() throws BrokenJson {
        byte first = lexer.first();
        return first != '{' && first != '[';
    }

    /** Where the bytes of the name or scalar lie that was read last: of a text, what stands between its quotes, unescaped. */
    public byte[] text() {
        return text;
    }

    /** Where they begin. */
    public int from() {
        return from;
    }

    /** How many they are. */
    public int length() {
        return length;
    }

    /** The same as a string. */
    public String string() {
        return new String(text, from, length, StandardCharsets.UTF_8);
    }

    /** Whether they are these. */
    public boolean is(byte[] expected) {
        return length == expected.length && Arrays.equals(text, from, from + length, expected, 0, expected.length);
    }

    /** Steps into an object; false, and behind it, when it has no members. */
    public boolean firstMember() throws BrokenJson {
        if (!lexer.isEntered('}')) {
            return false;
        }
        readName();
        return true;
    }

    /** Steps to the next member; false, and behind the object, when there is none. */
    public boolean nextMember() throws BrokenJson {
        if (!lexer.isFollowed('}')) {
            return false;
        }
        readName();
        return true;
    }

    /** Steps into an array; false, and behind it, when it has no elements. */
    public boolean firstElement() throws BrokenJson {
        return lexer.isEntered(']');
    }

    /** Steps to the next element; false, and behind the array, when there is none. */
    public boolean nextElement() throws BrokenJson {
        return lexer.isFollowed(']');
    }

    /** Reads the scalar it stands on. */
    public void read() throws BrokenJson {
        if (isText()) {
            readText();
        } else {
            text = json;
            from = lexer.position();
            lexer.passBare();
            length = lexer.position() - from;
        }
    }

    /** Steps over the value, whatever it is. */
    public void skip() throws BrokenJson {
        int outside = open.depth();
        do {
            if (!opens()) {
                while (open.depth() > outside && !goesOn()) {
                    open.close();
                }
            }
        } while (open.depth() > outside);
    }

    /** Nothing but white space may follow. */
    public void end() throws BrokenJson {
        lexer.end();
    }

    /** Steps into an object or array that holds something; over anything else. */
    private boolean opens() throws BrokenJson {
        byte first = lexer.first();
        if (first == '"') {
            lexer.passText();
        } else if (first != '{' && first != '[') {
            lexer.passBare();
        } else if (lexer.isEntered(first == '{' ? '}' : ']')) {
            if (first == '{') {
                passName();
            }
            open(first == '{');
            return true;
        }
        return false;
    }

    private void open(boolean isObject) {
        open.add(isObject);
        if (open.depth() > DEEPEST) {
            lexer.refuse("nested deeper than " + DEEPEST);
        }
    }

    private boolean goesOn() throws BrokenJson {
        if (!open.isObject()) {
            return lexer.isFollowed(']');
        }
        if (!lexer.isFollowed('}')) {
            return false;
        }
        passName();
        return true;
    }

    private void passName() throws BrokenJson {
        int refusals = lexer.refusals();
        lexer.passText();
        endName(refusals);
    }

    private void readName() throws BrokenJson {
        int refusals = lexer.refusals();
        readText();
        endName(refusals);
    }

    /** A name must be told by its bytes: what is private is found by it. */
    private void endName(int refusals) throws BrokenJson {
        if (lexer.refusals() > refusals) {
            throw new BrokenJson(lexer.position());
        }
        lexer.passColon();
    }

    private void readText() throws BrokenJson {
        int begin = lexer.position() + 1;
        int escapes = lexer.escapes();
        int closing = lexer.passText();
        if (lexer.escapes() == escapes) {
            text = json;
            from = begin;
            length = closing - begin;
        } else {
            length = unescaped.read(json, begin, closing);
            text = unescaped.bytes();
            from = 0;
        }
    }
}
