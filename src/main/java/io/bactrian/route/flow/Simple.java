package io.bactrian.route.flow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Camel's simple language that files may speak: one value, or one held against another. Its functions reach beans,
 * classes, files and the environment, and its paths call whatever method has the name, so both are listed and not described.
 */
final class Simple {
    private static final String READ = "\\$\\{(?:body|exchangeProperty\\.[a-z][a-zA-Z]*)(?:\\.([a-z][a-zA-Z]*))?}";
    private static final String VALUE = "(?:" + READ + "|'[^'${}#]*'|-?[0-9]{1,18}|true|false|null)";
    private static final Pattern SAYING = Pattern.compile(VALUE + "(?: (?:==|!=|>=|<=|>|<) " + VALUE + ")?");

    private Simple() {}

    /** Why an expression is refused; empty for one that is allowed. */
    static Optional<String> refusal(String expression, Allowed allowed) {
        Matcher saying = SAYING.matcher(expression);
        if (!saying.matches()) {
            return Optional.of(
                    "an expression is ${body}, ${exchangeProperty.name} or one property of either, alone or held"
                            + " against a value: ${body.due} == true");
        }
        for (int group = 1; group <= saying.groupCount(); group++) {
            String property = saying.group(group);
            Optional<String> refusal = property == null ? Optional.empty() : allowed.refusal("property", property);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
