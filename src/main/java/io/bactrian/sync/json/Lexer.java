package io.bactrian.sync.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes what JSON is made of, each proved to be written as it must be, and tells what PostgreSQL would refuse of it. */
final class Lexer {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final int end;
    private int at;
    private int escapes;
    private int refusals;
    private String refusal = "";

    Lexer(byte[] json, int from, int to) {
        this.json = json;
        at = from;
        end = to;
        if (to - from >= 3 && Arrays.equals(json, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            at += 3;
        }
        passSpace();
    }

    int position() {
        return at;
    }

    /** How many escapes it has passed. */
    int escapes() {
        return escapes;
    }

    int refusals() {
        return refusals;
    }

    String refusal() {
        return refusal;
    }

    void refuse(String reason) {
        refusals++;
        refusal = reason;
    }

    byte first() throws BrokenJson {
        if (at >= end) {
            throw new BrokenJson(at);
        }
        return json[at];
    }

    void passSpace() {
        // Tools write little of it: nearly always there is none.
        if (at >= end || json[at] <= ' ') {
            passSpaces();
        }
    }

    private void passSpaces() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    void end() throws BrokenJson {
        passSpace();
        if (at < end) {
            throw new BrokenJson(at);
        }
    }

    /** Passes a bracket; false, and behind the other one, when nothing lies between them. */
    boolean isEntered(char closing) throws BrokenJson {
        at++;
        passSpace();
        if (first() == closing) {
            at++;
            return false;
        }
        return true;
    }

    /** Passes a comma, or the closing bracket, and then it is false. */
    boolean isFollowed(char closing) throws BrokenJson {
        passSpace();
        byte next = first();
        if (next != ',' && next != closing) {
            throw new BrokenJson(at);
        }
        at++;
        if (next == ',') {
            passSpace();
        }
        return next == ',';
    }

    /** Between a name and its value. */
    void passColon() throws BrokenJson {
        passSpace();
        if (first() != ':') {
            throw new BrokenJson(at);
        }
        at++;
        passSpace();
    }

    /** Passes a text with its quotes; returns where the closing one stands. */
    int passText() throws BrokenJson {
        if (first() != '"') {
            throw new BrokenJson(at);
        }
        int i = TextEnd.special(json, at + 1, end);
        while (i < end && (json[i] == '\\' || json[i] < 0)) {
            i = TextEnd.special(json, json[i] < 0 ? charactersEnd(i) : escapeEnd(i), end);
        }
        if (i >= end || json[i] != '"') {
            throw new BrokenJson(i);
        }
        at = i + 1;
        return i;
    }

    private int charactersEnd(int from) throws BrokenJson {
        int i = from;
        while (i < end && json[i] < 0) {
            int behind = Utf8.end(json, i, end);
            if (Utf8.isOverlong(json, i)) {
                refuse("text that is no UTF-8");
            }
            i = behind;
        }
        return i;
    }

    private int escapeEnd(int backslash) throws BrokenJson {
        escapes++;
        int behind = Unescaped.end(json, backslash, end);
        if (json[backslash + 1] != 'u') {
            return behind;
        }
        char unit = Unescaped.unit(json, backslash);
        if (Character.isHighSurrogate(unit) && Unescaped.isLowSurrogate(json, behind, end)) {
            return Unescaped.end(json, behind, end);
        }
        if (unit == 0) {
            refuse("an escaped NUL character");
        } else if (Character.isSurrogate(unit)) {
            refuse("an unpaired surrogate");
        }
        return behind;
    }

    /** Passes a scalar that is no text. */
    void passBare() throws BrokenJson {
        switch (json[at]) {
            case 't' -> pass(TRUE);
            case 'f' -> pass(FALSE);
            case 'n' -> pass(NULL);
            default -> passNumber();
        }
    }

    private void pass(byte[] word) throws BrokenJson {
        if (end - at < word.length || !Arrays.equals(json, at, at + word.length, word, 0, word.length)) {
            throw new BrokenJson(at);
        }
        at += word.length;
    }

    private void passNumber() throws BrokenJson {
        int begin = at;
        at = Numbers.end(json, begin, end);
        if (!Numbers.isStorable(json, begin, at)) {
            refuse("a number beyond what the database can hold");
        }
    }
}
