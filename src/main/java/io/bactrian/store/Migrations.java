package io.bactrian.store;

import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;

/** The versions of the schemas: which there are, and how a database gets from one to another. */
final class Migrations {
    private final Address address;
    private final FluentConfiguration configuration;

    private Migrations(Address address, FluentConfiguration configuration) {
        this.address = address;
        this.configuration = configuration;
    }

    /** As the role that owns the schemas. */
    static Migrations of(Address address) {
        return new Migrations(
                address,
                Flyway.configure()
                        .dataSource(
                                address.url(),
                                address.owner().username(),
                                address.owner().password())
                        .schemas("bactrian", "work")
                        .defaultSchema("bactrian")
                        .table("migrations")
                        .placeholders(
                                Map.of("application", address.application().username()))
                        .locations("classpath:db/migration"));
    }

    /** To the newest version; returns how many steps that took. */
    int migrate() {
        int steps = configuration.load().migrate().migrationsExecuted;
        if (!hasLz4()) {
            owner().useHandle(
                            handle -> handle.execute("alter table work.records alter column raw set storage external"));
        }
        return steps;
    }

    /** To the newest version where the role may do that; throws {@link DatabaseUnavailable} when it may not and would have to. */
    void migrateOrRefuse() {
        if (isOwner()) {
            migrate();
            return;
        }
        int behind = configuration.load().info().pending().length;
        if (behind > 0) {
            throw new DatabaseUnavailable("the schemas are behind this release by " + behind + ", and the role "
                    + address.owner().username()
                    + " may not change them: run migrate with database.migration-username");
        }
    }

    private boolean isOwner() {
        return owner().withHandle(
                        handle -> handle.createQuery("""
                        select coalesce(
                            (select pg_has_role(nspowner, 'usage') from pg_namespace where nspname = 'bactrian'), true)
                        """).mapTo(Boolean.class).one());
    }

    /** Asked and not assumed: the embedded server is built without it. */
    boolean hasLz4() {
        return owner().withHandle(handle -> handle.createQuery(
                        "select 'lz4' = any(enumvals) from pg_settings where name = 'default_toast_compression'")
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    private Jdbi owner() {
        return Jdbi.create(
                address.url(), address.owner().username(), address.owner().password());
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
