package io.bactrian.credential;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        if (settings.key().isEmpty() && settings.keyFile().isEmpty() && !Files.exists(settings.usualFile())) {
            byte[] bytes = new byte[LENGTH];
            new SecureRandom().nextBytes(bytes);
            new MasterKey(bytes).write(settings.usualFile());
        }
        return existing(settings);
    }

    /** Reads the key of data that was sealed with it: a new one would be of no use; throws {@link KeyRefused}. */
    public static MasterKey existing(MasterKeySettings settings) {
        if (!settings.key().isEmpty()) {
            return decode(settings.key(), "security.master-key");
        }
        return read(settings.keyFile().isEmpty() ? settings.usualFile() : Path.of(settings.keyFile()));
    }

    /** Reads the key from its file; throws {@link KeyRefused}. */
    public static MasterKey read(Path file) {
        try {
            return decode(Files.readString(file).trim(), "the master key in " + file);
        } catch (NoSuchFileException e) {
            throw new KeyRefused(
                    "there is no master key in " + file + ", but the stored credentials were sealed with one; put it"
                            + " there, or give it by security.master-key or security.master-key-file",
                    e);
        } catch (IOException e) {
            throw new KeyRefused("the master key file cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes the key to a file that is not there yet and that nobody else may read; throws {@link KeyRefused}. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
        } catch (FileAlreadyExistsException e) {
            throw new KeyRefused(file + " is there already, and a key is never written over", e);
        } catch (IOException e) {
            throw new KeyRefused("the master key cannot be written: " + e.getMessage(), e);
        }
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
