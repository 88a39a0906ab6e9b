package io.bactrian.outbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Link} header of an answer (RFC 8288). */
final class LinkHeader {
    private static final String PARAMETER = "\\s*;\\s*([\\w!#$&+.^`|~*-]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|([^\",;\\s]*)))?";
    private static final Pattern PARAMETERS = Pattern.compile(PARAMETER);
    private static final Pattern LINK = Pattern.compile("<([^<>]*)>((?:" + PARAMETER + ")*)");

    private LinkHeader() {}

    /** Where the next page is; empty when the header names none. */
    static Optional<String> next(String header) {
        return LINK.matcher(header)
                .results()
                .filter(link -> isNext(link.group(2)))
                .map(link -> link.group(1).trim())
                .findFirst();
    }

    /** The first {@code rel} counts; it may hold several words. */
    private static boolean isNext(String parameters) {
        Matcher parameter = PARAMETERS.matcher(parameters);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase("rel")) {
                String words = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                return words != null
                        && Arrays.asList(words.toLowerCase(Locale.ROOT).split("\\s+"))
                                .contains("next");
            }
        }
        return false;
    }
}
