package io.bactrian.sync.json;

/** Characters of more than one byte. */
final class Utf8 {
    private Utf8() {}

    /** Where the character ends that begins at a position with a byte that is not ASCII. */
    static int end(byte[] text, int from, int to) throws BrokenJson {
        int first = text[from] & 0xFF;
        int length = first >= 0xF8 || first < 0xC0 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (length == 0 || to - from < length) {
            throw new BrokenJson(from);
        }
        for (int i = from + 1; i < from + length; i++) {
            if ((text[i] & 0xC0) != 0x80) {
                throw new BrokenJson(i);
            }
        }
        return from + length;
    }

    /** Whether a character is written in more bytes than it needs, so that it would not be told by its bytes. */
    static boolean isOverlong(byte[] text, int from) {
        int first = text[from] & 0xFF;
        int second = text[from + 1] & 0xFF;
        return first == 0xC0 || first == 0xC1 || (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    }
}
