package io.bactrian.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Text of a tool without what must not be repeated: some tools echo the credential they refuse. */
final class Scrubbed {
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9+/=_.-]{20,}");

    /** They would forge lines of a log, or colour and turn what a terminal shows. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** A shorter one would tear holes into every sentence. */
    private static final int SHORTEST = 4;

    /** What is named as a secret is one, however short. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:bearer|basic)\\s+|(?:[a-z_-]*(?:authorization|password|passwd|secret|token|api[_-]?key|cookie))"
                    + "[\"']?\\s*[:=]\\s*[\"']?(?:(?:bearer|basic)\\s+)?)[^\\s\"',;&]+");

    private Scrubbed() {}

    /** The text without the signature, the secrets it was made of, control characters and anything that looks like a token. */
    static String of(String text, String signature) {
        String clean = text;
        for (String secret : secrets(signature)) {
            for (String form : forms(secret)) {
                clean = form.length() < SHORTEST ? clean : without(clean, form);
            }
        }
        return CONTROLS.matcher(TOKENS.matcher(clean).replaceAll("***")).replaceAll(" ");
    }

    /** The same of a text that others have put together, in which secrets may stand that we never had. */
    static String ofOthers(String text, String signature) {
        return of(NAMED.matcher(text).replaceAll("$1***"), signature);
    }

    private static List<String> secrets(String signature) {
        String value = signature.substring(signature.indexOf(' ') + 1);
        if (!signature.startsWith("Basic ")) {
            return List.of(value);
        }
        String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        return List.of(value, pair.substring(pair.indexOf(':') + 1));
    }

    /** A secret as it stands, as it stands in an address, and packed. */
    private static List<String> forms(String secret) {
        return List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** In any case: the digits of %2b may be written either way. */
    private static String without(String text, String secret) {
        return Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .replaceAll("***");
    }
}
