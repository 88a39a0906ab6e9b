package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes what people write into issues, always the same for the same source of chance. */
final class Prose {

    private static final List<String> SUBJECTS = List.of(
            "Export",
            "Login page",
            "Invoice run",
            "Search index",
            "Mobile client",
            "Nightly import",
            "Report",
            "Webhook receiver",
            "Price list",
            "Customer form",
            "Audit trail",
            "Backup");
    private static final List<String> VERBS = List.of(
            "fails", "is slow", "forgets the filter", "shows twice", "needs a retry", "rounds wrongly", "times out");
    private static final List<String> CIRCUMSTANCES = List.of(
            "after an update",
            "for large accounts",
            "on the first of the month",
            "with umlauts such as äöüß",
            "when offline",
            "in “dark” mode",
            "behind a proxy",
            "for 日本語 names");
    private static final List<String> SENTENCES = List.of(
            "Seen on two machines since the last release.",
            "The log says nothing, which is part of the trouble.",
            "A restart helps for about an hour.",
            "Steps: open the form, choose \"all\", press enter twice.",
            "Expected: one entry. Found: none, or three.",
            "We agreed to keep the old behaviour behind a switch.",
            "Numbers are in the attachment; the second sheet matters.",
            "Not before the audit, please.",
            "C:\\temp\\export and /var/lib/export both show it.");

    private Prose() {}

    static String title(RandomGenerator chance) {
        return pick(SUBJECTS, chance) + " " + pick(VERBS, chance) + " " + pick(CIRCUMSTANCES, chance);
    }

    static String sentence(RandomGenerator chance) {
        return pick(SENTENCES, chance);
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
        return from.get(chance.nextInt(from.size()));
    }
}
