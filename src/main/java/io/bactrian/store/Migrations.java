package io.bactrian.store;

import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The versions of the schemas: which there are, and how a database gets from one to another. */
final class Migrations {
    private final FluentConfiguration configuration;

    private Migrations(FluentConfiguration configuration) {
        this.configuration = configuration;
    }

    /** As the role that owns the schemas. */
    static Migrations of(Address address) {
        return new Migrations(Flyway.configure()
                .dataSource(
                        address.url(),
                        address.owner().username(),
                        address.owner().password())
                .schemas("bactrian", "work")
                .defaultSchema("bactrian")
                .table("migrations")
                .placeholders(Map.of("application", address.application().username()))
                .locations("classpath:db/migration"));
    }

    /** To the newest version; returns how many steps that took. */
    int migrate() {
        return configuration.load().migrate().migrationsExecuted;
    }

    /** To a version that this release knows, and no further. */
    void migrateTo(String version) {
        configuration.target(MigrationVersion.fromVersion(version)).load().migrate();
    }

    boolean knows(String version) {
        return Arrays.stream(configuration.load().info().all())
                .map(MigrationInfo::getVersion)
                .anyMatch(MigrationVersion.fromVersion(version)::equals);
    }
}
