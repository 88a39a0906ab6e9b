package io.bactrian.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands keyed hashes in for texts: equal texts stay equal within an installation, and nobody without its master key can tell
 * or try out what they were.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "bactrian/pseudonym/1".getBytes(StandardCharsets.UTF_8);
    private static final Pattern FORM = Pattern.compile("hmac:[A-Za-z0-9_-]{43}");

    private final SecretKeySpec key;

    public Pseudonyms(MasterKey masterKey) {
        key = new SecretKeySpec(mac(new SecretKeySpec(masterKey.bytes(), ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** A pseudonym stands for itself, so that what is stored can be treated again. */
    public String of(String text) {
        if (FORM.matcher(text).matches()) {
            return text;
        }
        return "hmac:"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
