package io.bactrian.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which database is used and how.
 *
 * @param url JDBC address of an external PostgreSQL; empty starts the embedded one
 * @param migrationUsername role that owns the schemas; empty: the same as {@code username}
 * @param socketTimeout the longest the server may be silent in the middle of a statement
 * @param dataDirectory where the embedded server keeps its data and passwords
 */
public record DatabaseSettings(
        String url,
        String username,
        String password,
        String migrationUsername,
        String migrationPassword,
        int maximumPoolSize,
        Duration connectionTimeout,
        Duration socketTimeout,
        Path dataDirectory) {
    public DatabaseSettings {
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("database.url must begin with jdbc:postgresql:");
        }
        if (!url.isEmpty() && username.isEmpty()) {
            throw new IllegalArgumentException("database.username is needed with database.url");
        }
        if (maximumPoolSize < 4) {
            throw new IllegalArgumentException(
                    "database.pool.maximum-size must be at least 4: two walks, the run and the ticks need one each");
        }
    }

    public boolean isEmbedded() {
        return url.isEmpty();
    }
}
