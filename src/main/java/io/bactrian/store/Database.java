package io.bactrian.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.bactrian.store.EntityTable.Column;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL everything is kept in, embedded or external, migrated and ready. */
public final class Database implements AutoCloseable {
    /** The statements are few and short of expressions: to compile them costs more than they do. */
    private static final String SESSION = "set statement_timeout = '120s'; set jit = off";

    private final @Nullable EmbeddedDatabase embedded;
    private final Address address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean lz4;
    private final Map<String, EntityTable> entities = new ConcurrentHashMap<>();

    private Database(@Nullable EmbeddedDatabase embedded, Address address, HikariDataSource pool, boolean lz4) {
        this.embedded = embedded;
        this.address = address;
        this.pool = pool;
        this.lz4 = lz4;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        // Its arguments are values of rows.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementException::getShortMessage);
    }

    /** Starts or reaches the database and brings its schemas up to date; throws {@link DatabaseUnavailable}. */
    public static Database open(DatabaseSettings settings) {
        EmbeddedDatabase embedded = settings.isEmbedded() ? EmbeddedDatabase.start(settings.dataDirectory()) : null;
        Address address = embedded == null ? external(settings) : embedded.address();
        try {
            Migrations migrations = Migrations.of(address);
            migrations.migrateOrRefuse();
            boolean lz4 = migrations.hasLz4();
            return new Database(embedded, address, pool(settings, address, lz4), lz4);
        } catch (FlywayException | JdbiException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (embedded != null) {
                embedded.close();
            }
            throw unusable(e);
        }
    }

    /** Brings the schemas up to date, and that is all; returns how many steps it took. */
    public static int migrate(DatabaseSettings settings) {
        EmbeddedDatabase embedded = settings.isEmbedded() ? EmbeddedDatabase.start(settings.dataDirectory()) : null;
        try {
            return Migrations.of(embedded == null ? external(settings) : embedded.address())
                    .migrate();
        } catch (FlywayException | JdbiException e) {
            throw unusable(e);
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    private static DatabaseUnavailable unusable(Exception e) {
        return new DatabaseUnavailable("the database at database.url cannot be used: " + firstLine(e), e);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Address external(DatabaseSettings settings) {
        Address.Login application = new Address.Login(settings.username(), settings.password());
        Address.Login owner = settings.migrationUsername().isEmpty()
                ? application
                : new Address.Login(settings.migrationUsername(), settings.migrationPassword());
        return new Address(settings.url(), application, owner);
    }

    private static HikariDataSource pool(DatabaseSettings settings, Address address, boolean lz4) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url());
        config.setUsername(address.application().username());
        config.setPassword(address.application().password());
        config.setMaximumPoolSize(settings.maximumPoolSize());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        // Without it the settings below are not committed when autocommit is off.
        config.setIsolateInternalQueries(true);
        config.setConnectionInitSql(SESSION + (lz4 ? "; set default_toast_compression = 'lz4'" : ""));
        // As texts: the driver passes over whatever is none.
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(settings.socketTimeout().toSeconds()));
        config.addDataSourceProperty("prepareThreshold", "2");
        // The detail of a refusal is the row.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    /** As the application role, which owns nothing. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** As the role that owns the schemas, a connection at a time; for generated views only. */
    public Jdbi owner() {
        return owner(address);
    }

    private static Jdbi owner(Address address) {
        return Jdbi.create(
                        address.url(),
                        address.owner().username(),
                        address.owner().password())
                .installPlugin(new PostgresPlugin());
    }

    /** The pool as a bean for routes that read through it. */
    public Object bean() {
        return pool;
    }

    public boolean hasLz4() {
        return lz4;
    }

    /** Where the database is, without a password. */
    public String url() {
        return address.url();
    }

    /** The role the service works as. */
    public String username() {
        return address.application().username();
    }

    /** A canonical table as it is, in the order of its columns. */
    public EntityTable entity(String table) {
        return entities.computeIfAbsent(table, this::readEntity);
    }

    private EntityTable readEntity(String table) {
        List<Column> columns = jdbi.withHandle(handle -> handle.createQuery("""
                        select column_name, udt_name from information_schema.columns
                        where table_schema = 'work' and table_name = :table
                            and column_name not in
                                ('integration_id', 'stream', 'external_id', 'synced_at', 'deleted_at')
                        order by ordinal_position
                        """)
                .bind("table", table)
                .map(row -> new Column(
                        row.getColumn("column_name", String.class), type(row.getColumn("udt_name", String.class))))
                .list());
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("there is no table work." + table);
        }
        return new EntityTable(table, columns);
    }

    private static ColumnType type(String postgres) {
        return switch (postgres) {
            case "text" -> ColumnType.TEXT;
            case "_text" -> ColumnType.TEXTS;
            case "timestamptz" -> ColumnType.TIME;
            case "date" -> ColumnType.DATE;
            case "int8" -> ColumnType.NUMBER;
            case "bool" -> ColumnType.FLAG;
            default -> throw new IllegalArgumentException("columns of type " + postgres + " cannot be mapped to");
        };
    }

    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
