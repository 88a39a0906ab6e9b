package io.bactrian.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key all credentials are sealed under: 32 bytes that never leave memory or their own file. */
public final class MasterKey {
    private static final int LENGTH = 32;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the key, or makes one at first start; throws {@link KeyRefused}. */
    public static MasterKey load(MasterKeySettings settings) {
        if (!settings.key().isEmpty()) {
            return decode(settings.key(), "security.master-key");
        }
        try {
            Path file = settings.keyFile().isEmpty()
                    ? made(settings.dataDirectory().resolve("master.key"))
                    : Path.of(settings.keyFile());
            return decode(Files.readString(file).trim(), "the master key in " + file);
        } catch (IOException e) {
            throw new KeyRefused("the master key file cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path made(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[LENGTH];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
        }
        return file;
    }

    private static MasterKey decode(String text, String where) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length != LENGTH) {
                throw new KeyRefused(where + " must be the base64 of " + LENGTH + " bytes", null);
            }
            return new MasterKey(bytes);
        } catch (IllegalArgumentException e) {
            // The cause would quote the text.
            throw new KeyRefused(where + " is not base64", null);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "master key";
    }
}
