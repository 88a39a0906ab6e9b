package io.bactrian.failure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the list of what keeps failing goes on, most frequent first: after this fingerprint. */
public record PatternPosition(long count, String fingerprint) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}) ([0-9a-zA-Z-]{1,64})");

    /** As callers get it: opaque, and good for a query as it is. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((count + " " + fingerprint).getBytes(US_ASCII));
    }

    /** Reads what {@link #text} has given out; empty for anything else. */
    public static Optional<PatternPosition> read(String text) {
        try {
            Matcher matcher = TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), US_ASCII));
            return matcher.matches()
                    ? Optional.of(new PatternPosition(Long.parseLong(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
