package io.bactrian.sync.cut;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

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

    private AdfText() {}

    /** Appends the text of the value the parser stands on and leaves the parser on the value's last token. */
    static void append(JsonParser parser, StringBuilder text) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            node(parser, text, 0);
            trim(text);
        } else if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
            text.append(parser.getText());
        }
    }

    /** Members may come in any order, so a node's kind may only be known after its content. */
    private static void node(JsonParser parser, StringBuilder text, int depth) throws IOException {
        int start = text.length();
        String type = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (depth > DEEPEST) {
                parser.skipChildren();
            } else if (name.equals("type") && parser.currentToken() == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (name.equals("text") && parser.currentToken() == JsonToken.VALUE_STRING) {
                text.append(parser.getText());
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

    private static void content(JsonParser parser, StringBuilder text, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                node(parser, text, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Of mentions, emoji, dates and cards what people see stands in the attributes; the first of these is taken. */
    private static void attributes(JsonParser parser, StringBuilder text) throws IOException {
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

    private static void close(String type, StringBuilder text, int start) {
        switch (type) {
            case "hardBreak" -> text.append('\n');
            case "tableCell", "tableHeader" -> {
                trim(text);
                text.append('\t');
            }
            case "listItem" -> text.insert(Math.min(start, text.length()), "- ");
            default -> {
                // Everything else is told apart by its line alone.
            }
        }
        if (BLOCKS.contains(type) && text.length() > start && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private static void trim(StringBuilder text) {
        int length = text.length();
        while (length > 0 && Character.isWhitespace(text.charAt(length - 1))) {
            length--;
        }
        text.setLength(length);
    }
}
