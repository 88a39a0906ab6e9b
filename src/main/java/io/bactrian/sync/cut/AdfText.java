package io.bactrian.sync.cut;

import io.bactrian.sync.json.JsonScanner;
import io.bactrian.sync.json.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plain text of a document in Atlassian Document Format, read from the token stream: blocks on lines of their own, list
 * items with a dash, mentions, emoji and cards by what people see of them. What is not a document is taken as it stands.
 */
final class AdfText {
    private static final int DEEPEST = 200;
    private static final Set<String> BLOCKS = Set.of(
            "paragraph",
            "heading",
            "codeBlock",
            "blockquote",
            "listItem",
            "tableRow",
            "panel",
            "taskItem",
            "decisionItem",
            "rule");

    private static final Names<String> KINDS = new Names<>();

    static {
        Stream.concat(BLOCKS.stream(), Stream.of("hardBreak", "tableCell", "tableHeader"))
                .forEach(kind -> KINDS.add(kind, kind));
    }

    private static final byte[] TYPE = ascii("type");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] ATTRS = ascii("attrs");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] URL = ascii("url");
    private static final byte[] SHORT_NAME = ascii("shortName");
    private static final byte[] DASH = ascii("- ");

    private AdfText() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Appends the text of the value the scanner stands on and leaves the scanner behind it. */
    static void append(JsonScanner json, Prose text) throws IOException {
        if (json.isObject()) {
            node(json, text, 0);
            text.trim();
        } else if (json.isArray() || json.isNull()) {
            json.skip();
        } else {
            take(json, text);
        }
    }

    private static void take(JsonScanner json, Prose text) throws IOException {
        json.read();
        text.append(json.text(), json.from(), json.length());
    }

    /** Members may come in any order, so a node's kind may only be known after its content. */
    private static void node(JsonScanner json, Prose text, int depth) throws IOException {
        int start = text.length();
        String type = "";
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            if (depth > DEEPEST) {
                json.skip();
            } else if (json.is(TYPE) && json.isText()) {
                json.read();
                String kind = KINDS.get(json);
                // All others are told apart by nothing.
                type = kind == null ? "" : kind;
            } else if (json.is(TEXT) && json.isText()) {
                take(json, text);
            } else if (json.is(ATTRS) && json.isObject()) {
                attributes(json, text);
            } else if (json.is(CONTENT) && json.isArray()) {
                content(json, text, depth);
            } else {
                json.skip();
            }
        }
        close(type, text, start);
    }

    private static void content(JsonScanner json, Prose text, int depth) throws IOException {
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            if (json.isObject()) {
                node(json, text, depth + 1);
            } else {
                json.skip();
            }
        }
    }

    /** Of mentions, emoji, dates and cards what people see stands in the attributes; the first of these is taken. */
    private static void attributes(JsonScanner json, Prose text) throws IOException {
        int start = text.length();
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            boolean isShown = json.is(TEXT) || json.is(URL) || (json.is(SHORT_NAME) && text.length() == start);
            if (isShown && json.isText()) {
                text.cut(start);
                take(json, text);
            } else {
                json.skip();
            }
        }
    }

    private static void close(String type, Prose text, int start) {
        switch (type) {
            case "hardBreak" -> text.append('\n');
            case "tableCell", "tableHeader" -> {
                text.trim();
                text.append('\t');
            }
            case "listItem" -> text.insert(Math.min(start, text.length()), DASH);
            default -> {
                // Everything else is told apart by its line alone.
            }
        }
        if (BLOCKS.contains(type) && text.length() > start && !text.endsWith('\n')) {
            text.append('\n');
        }
    }
}
