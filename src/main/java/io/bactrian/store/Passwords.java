package io.bactrian.store;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The embedded server's passwords: random, made once, readable by nobody else. */
record Passwords(String superuser, String owner, String application) {
    static Passwords in(Path directory) throws IOException {
        Path file = directory.resolve("database-passwords.properties");
        Properties stored = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                stored.load(reader);
            }
        } else {
            for (String role : new String[] {"superuser", "owner", "application"}) {
                stored.setProperty(role, random());
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(file)) {
                stored.store(writer, "Passwords of the embedded PostgreSQL; needed to open its data.");
            }
        }
        return new Passwords(
                stored.getProperty("superuser", ""),
                stored.getProperty("owner", ""),
                stored.getProperty("application", ""));
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "(passwords)";
    }
}
