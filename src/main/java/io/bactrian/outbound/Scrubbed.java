package io.bactrian.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Text of a tool without what must not be repeated: some tools echo the credential they refuse. */
final class Scrubbed {
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9+/=_.-]{20,}");

    /** They would forge lines of a log, or colour and turn what a terminal shows. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Scrubbed() {}

    /** The text without the signature, the secrets it was made of, control characters and anything that looks like a token. */
    static String of(String text, String signature) {
        String clean = text;
        for (String secret : secrets(signature)) {
            clean = secret.length() < 4 ? clean : clean.replace(secret, "***");
        }
        return CONTROLS.matcher(TOKENS.matcher(clean).replaceAll("***")).replaceAll(" ");
    }

    private static String[] secrets(String signature) {
        String value = signature.substring(signature.indexOf(' ') + 1);
        if (!signature.startsWith("Basic ")) {
            return new String[] {value, URLEncoder.encode(value, StandardCharsets.UTF_8)};
        }
        String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        return new String[] {value, pair.substring(pair.indexOf(':') + 1)};
    }
}
