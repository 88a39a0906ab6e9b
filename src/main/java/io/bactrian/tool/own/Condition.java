package io.bactrian.tool.own;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A condition in a tool's own query language, which is put in parentheses and must not be able to leave them. */
final class Condition {
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\b");

    private Condition() {}

    /** What is wrong with it; empty when nothing is. */
    static Optional<String> problem(String text) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                bare.append(c);
            }
            if (depth < 0) {
                return Optional.of("closes a parenthesis that it has not opened");
            }
        }
        return problem(bare.toString(), depth, quote != 0);
    }

    private static Optional<String> problem(String bare, int depth, boolean quoted) {
        if (quoted) {
            return Optional.of("opens a quote that it does not close");
        }
        if (depth > 0) {
            return Optional.of("opens a parenthesis that it does not close");
        }
        if (bare.isBlank()) {
            return Optional.of("must not be empty");
        }
        return ORDER.matcher(bare.toLowerCase(Locale.ROOT)).find()
                ? Optional.of("must not hold order by: the order is the sync's own")
                : Optional.empty();
    }
}
