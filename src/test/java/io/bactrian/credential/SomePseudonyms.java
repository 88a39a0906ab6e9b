package io.bactrian.credential;

import java.nio.file.Path;
import java.util.Base64;

/** Pseudonyms of installations that exist in tests only. */
public final class SomePseudonyms {
    private SomePseudonyms() {}

    /** Those of one installation; another number is another one. */
    public static Pseudonyms of(int installation) {
        byte[] key = new byte[32];
        key[0] = (byte) installation;
        return new Pseudonyms(
                MasterKey.load(new MasterKeySettings(Base64.getEncoder().encodeToString(key), "", Path.of("unused"))));
    }
}
