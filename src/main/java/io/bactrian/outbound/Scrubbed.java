package io.bactrian.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Text of a tool without what must not be repeated: some tools echo the credential they refuse. */
final class Scrubbed {
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9+/=_.-]{20,}");

    private Scrubbed() {}

    /** The text without the signature, the secrets it was made of, control characters and anything that looks like a token. */
    static String of(String text, String signature) {
        String clean = text;
        for (String secret : secrets(signature)) {
            clean = secret.length() < 4 ? clean : clean.replace(secret, "***");
        }
        return TOKENS.matcher(clean).replaceAll("***").replaceAll("\\p{Cntrl}|\u2028|\u2029", " ");
    }

    private static String[] secrets(String signature) {
        String value = signature.substring(signature.indexOf(' ') + 1);
        if (!signature.startsWith("Basic ")) {
            return new String[] {value};
        }
        String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        return new String[] {value, pair.substring(pair.indexOf(':') + 1)};
    }
}
