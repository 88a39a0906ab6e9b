package io.bactrian.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Records as their canonical table would hold them, beside how it does; nothing of it is stored. */
public final class MappedRows {
    private final Jdbi jdbi;

    public MappedRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One record, its columns as JSON objects.
     *
     * @param stored null when the table does not hold it
     */
    public record Mapped(
            String externalId, String columns, @Nullable String stored) {}

    /**
     * The rows of a slab by the ids of their records; none when the stream is not mapped.
     *
     * @throws WriteRefused when the database refuses a value
     */
    public Map<String, Mapped> of(UUID integrationId, Slab slab) {
        EntityTable entity = slab.entity();
        if (entity == null) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> {
            handle.begin();
            try {
                return mapped(handle, integrationId, slab, entity);
            } catch (SQLException e) {
                throw new WriteRefused(e);
            } finally {
                handle.rollback();
            }
        });
    }

    private static Map<String, Mapped> mapped(Handle handle, UUID integrationId, Slab slab, EntityTable entity)
            throws SQLException {
        copy(handle.getConnection(), integrationId, slab, entity);
        return handle
                .registerRowMapper(ConstructorMapper.factory(Mapped.class))
                .createQuery("""
                        select external_id, <mapped> as columns, case when s.external_id is not null then <held> end as stored
                        from pg_temp.mapped_rows m left join work.<table> s using (integration_id, stream, external_id)
                        """)
                .define("mapped", object("m", entity))
                .define("held", object("s", entity))
                .define("table", entity.name())
                .mapTo(Mapped.class)
                .stream()
                .collect(Collectors.toMap(Mapped::externalId, Function.identity()));
    }

    private static void copy(Connection connection, UUID integrationId, Slab slab, EntityTable entity)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table mapped_rows (like work." + entity.name() + " including defaults)");
        }
        RecordCopies copies = new RecordCopies(connection, new Lease(integrationId, 0, ""));
        for (Candidates candidates : Candidates.of(List.of(slab))) {
            copies.entities("pg_temp.mapped_rows", entity, candidates);
        }
    }

    private static String object(String row, EntityTable entity) {
        return entity.columns().stream()
                .map(column -> "'" + column.name() + "', " + row + "." + column.name())
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")::text"));
    }
}
