package io.bactrian.sync.cut;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
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

    private static final List<String> KINDS = Stream.concat(
                    BLOCKS.stream(), Stream.of("hardBreak", "tableCell", "tableHeader"))
            .toList();

    private AdfText() {}

    /** Appends the text of the value the parser stands on and leaves the parser on the value's last token. */
    static void append(JsonParser parser, Prose text) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            node(parser, text, 0);
            text.trim();
        } else if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
            append(text, parser);
        }
    }

    private static void append(Prose text, JsonParser parser) throws IOException {
        text.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** Members may come in any order, so a node's kind may only be known after its content. */
    private static void node(JsonParser parser, Prose text, int depth) throws IOException {
        int start = text.length();
        String type = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (depth > DEEPEST) {
                parser.skipChildren();
            } else if (name.equals("type") && parser.currentToken() == JsonToken.VALUE_STRING) {
                type = kind(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            } else if (name.equals("text") && parser.currentToken() == JsonToken.VALUE_STRING) {
                append(text, parser);
            } else if (name.equals("attrs") && parser.currentToken() == JsonToken.START_OBJECT) {
                attributes(parser, text);
            } else if (name.equals("content") && parser.currentToken() == JsonToken.START_ARRAY) {
                content(parser, text, depth);
            } else {
                parser.skipChildren();
            }
        }
        close(type, text, start);
    }

    private static void content(JsonParser parser, Prose text, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                node(parser, text, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Of mentions, emoji, dates and cards what people see stands in the attributes; the first of these is taken. */
    private static void attributes(JsonParser parser, Prose text) throws IOException {
        String shown = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
            if (isText
                    && (name.equals("text") || name.equals("url") || (name.equals("shortName") && shown.isEmpty()))) {
                shown = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        text.append(shown);
    }

    private static void close(String type, Prose text, int start) {
        switch (type) {
            case "hardBreak" -> text.append('\n');
            case "tableCell", "tableHeader" -> {
                text.trim();
                text.append('\t');
            }
            case "listItem" -> text.insert(Math.min(start, text.length()), "- ");
            default -> {
                // Everything else is told apart by its line alone.
            }
        }
        if (BLOCKS.contains(type) && text.length() > start && !text.endsWith('\n')) {
            text.append('\n');
        }
    }

    /** The kind of a node where it matters, found without a string; empty for all others. */
    private static String kind(char[] text, int from, int length) {
        for (String kind : KINDS) {
            if (kind.length() == length && isSame(kind, text, from)) {
                return kind;
            }
        }
        return "";
    }

    private static boolean isSame(String kind, char[] text, int from) {
        for (int i = 0; i < kind.length(); i++) {
            if (kind.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
