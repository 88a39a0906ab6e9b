package io.bactrian.tool;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The places of a template: {@code {name}}, which must be known, and {@code {name?}}, which need not. */
final class Places {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.]*)(\\?)?}");

    private Places() {}

    /** The names of all places, in order. */
    static Set<String> in(String template) {
        Set<String> names = new LinkedHashSet<>();
        PLACE.matcher(template).results().map(place -> place.group(1)).forEach(names::add);
        return names;
    }

    /** The names of the places that need not be known. */
    static Set<String> optional(String template) {
        Set<String> names = new LinkedHashSet<>();
        PLACE.matcher(template)
                .results()
                .filter(place -> place.group(2) != null)
                .map(place -> place.group(1))
                .forEach(names::add);
        return names;
    }

    /** The name of the place that the template consists of; null when it holds anything else. */
    static @Nullable String only(String template) {
        Matcher matcher = PLACE.matcher(template);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The template with each place replaced by what is found for its name. */
    static String fill(String template, UnaryOperator<String> find) {
        return PLACE.matcher(template)
                .replaceAll((MatchResult place) -> Matcher.quoteReplacement(find.apply(place.group(1))));
    }
}
