package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes what people write into issues, always the same for the same source of chance. */
final class Prose {

    private Prose() {}

    static String title(RandomGenerator chance) {
        return Words.title(chance);
    }

    static String sentence(RandomGenerator chance) {
        return Words.sentence(chance);
    }

    /** A document of Atlassian's rich text with so many paragraphs. */
    static ObjectNode document(RandomGenerator chance, int paragraphs) {
        ObjectNode document = Json.object().put("type", "doc").put("version", 1);
        for (int at = 0; at < paragraphs; at++) {
            document.withArray("content").add(paragraph(chance));
        }
        return document;
    }

    static ObjectNode document(String text) {
        ObjectNode paragraph = Json.object().put("type", "paragraph");
        paragraph.withArray("content").addObject().put("type", "text").put("text", text);
        ObjectNode document = Json.object().put("type", "doc").put("version", 1);
        document.withArray("content").add(paragraph);
        return document;
    }

    private static ObjectNode paragraph(RandomGenerator chance) {
        ObjectNode paragraph = Json.object().put("type", "paragraph");
        int sentences = 1 + chance.nextInt(3);
        for (int at = 0; at < sentences; at++) {
            ObjectNode text = paragraph.withArray("content").addObject().put("type", "text");
            text.put("text", sentence(chance) + " ");
            if (chance.nextInt(6) == 0) {
                text.withArray("marks").addObject().put("type", "strong");
            }
        }
        return paragraph;
    }

    static <T> T pick(List<T> from, RandomGenerator chance) {
        return Words.pick(from, chance);
    }
}
