package io.bactrian.simulate;

import java.util.List;
import java.util.random.RandomGenerator;

/** The titles and sentences that people write into simulated tools, always the same for the same source of chance. */
public final class Words {

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

    private Words() {}

    public static String title(RandomGenerator chance) {
        return pick(SUBJECTS, chance) + " " + pick(VERBS, chance) + " " + pick(CIRCUMSTANCES, chance);
    }

    public static String sentence(RandomGenerator chance) {
        return pick(SENTENCES, chance);
    }

    public static <T> T pick(List<T> from, RandomGenerator chance) {
        return from.get(chance.nextInt(from.size()));
    }
}
