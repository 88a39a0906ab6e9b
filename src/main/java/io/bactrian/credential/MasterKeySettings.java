package io.bactrian.credential;

import java.nio.file.Path;

/**
 * Where the master key comes from: {@code security.master-key}, else {@code security.master-key-file}, else a file made at
 * first start in the data directory.
 *
 * @param key base64 of 32 bytes; empty when not given
 * @param keyFile path of a file that holds it; empty when not given
 */
public record MasterKeySettings(String key, String keyFile, Path dataDirectory) {
    /** Where it is when nothing else is said. */
    Path usualFile() {
        return dataDirectory.resolve("master.key");
    }

    @Override
    public String toString() {
        return "master key settings";
    }
}
