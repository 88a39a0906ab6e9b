package io.bactrian.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings records over: compares (id, hash) with what is stored, copies only what differs, and commits it together with
 * whatever the caller writes alongside, under a lease that is checked in the same transaction.
 */
public final class RecordStore {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DATA_EXCEPTION_CLASS = "22";

    // Without the lateral's "offset 0" the planner, which knows no statistics yet, scans the whole table per batch.
    private static final String DIFFERING = """
            select n.ord::int, stored.external_id is null, stored.changed_at, stored.absence <> 'present'
            from unnest(?::text[], ?::uuid[]) with ordinality as n(id, hash, ord)
            left join lateral (
                select r.external_id, r.hash, r.absence, r.changed_at
                from work.records r
                where r.integration_id = ? and r.stream = ? and r.external_id = n.id
                offset 0) stored on true
            where stored.hash is distinct from n.hash or stored.absence <> 'present'
            """;

    private final Jdbi jdbi;
    private final Leases leases;

    public RecordStore(Jdbi jdbi, Leases leases) {
        this.jdbi = jdbi;
        this.leases = leases;
    }

    /**
     * Merges in one transaction; a record the database refuses is set aside in {@code quarantined_records} and the others
     * are stored.
     *
     * @param alongside writes in the same transaction what must hold together with the records, such as the position
     * @throws LeaseLost when another holder has taken the lease; nothing is stored then
     */
    public Merged merge(Lease lease, List<Slab> slabs, Alongside alongside) {
        return merge(lease, "", slabs, alongside);
    }

    /**
     * The same for records that were read by a revision of the flows.
     *
     * @param revision its number; empty when there is none
     */
    public Merged merge(Lease lease, String revision, List<Slab> slabs, Alongside alongside) {
        return merge(lease, revision, slabs, Set.of(), alongside);
    }

    /**
     * The same, without a look at what is held of some streams.
     *
     * @param untouched streams of which nothing was held when the reading began: what comes is new unless the database, which
     *     has the last word, holds it by now
     */
    public Merged merge(Lease lease, String revision, List<Slab> slabs, Set<String> untouched, Alongside alongside) {
        try {
            return jdbi.inTransaction(handle -> {
                // What the column's default reads.
                handle.select("select set_config('bactrian.revision', ?, true)", revision)
                        .mapTo(String.class)
                        .one();
                Merged merged = Merged.none();
                for (Candidates all : Candidates.of(slabs)) {
                    Candidates candidates = all.withoutPartsOf(merged.older(slabs.get(0).stream()));
                    if (Quarantine.release(handle, lease.integrationId(), candidates)) {
                        merged.addAgain(candidates);
                    }
                    mergeGuarded(handle, lease, candidates, merged, Way.of(candidates.stream(), untouched));
                }
                alongside.write(handle, merged);
                // Last, so that the lock that keeps a new holder out is held only for the commit itself.
                leases.check(handle, lease);
                return merged;
            });
        } catch (SQLException e) {
            throw new WriteRefused(e);
        }
    }

    /** Of which of some streams nothing is held, not even a record that is absent. */
    public Set<String> untouched(UUID integrationId, Collection<String> streams) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select stream from unnest(:streams) as asked(stream)
                        where not exists (
                            select from work.records r where r.integration_id = :integration and r.stream = asked.stream)
                        """)
                .bind("integration", integrationId)
                .bindArray("streams", String.class, streams)
                .mapTo(String.class)
                .set());
    }

    /** Writes something in a transaction that holds only while the lease does. */
    public void write(Lease lease, Consumer<Handle> work) {
        jdbi.useTransaction(handle -> {
            work.accept(handle);
            leases.check(handle, lease);
        });
    }

    /** What is written in the transaction of a merge. */
    @FunctionalInterface
    public interface Alongside {
        void write(Handle handle, Merged merged);
    }

    private void mergeGuarded(Handle handle, Lease lease, Candidates candidates, Merged merged, Way way)
            throws SQLException {
        if (candidates.isEmpty()) {
            return;
        }
        Connection connection = handle.getConnection();
        Savepoint before = connection.setSavepoint();
        try {
            merged.add(candidates.stream(), bringOver(connection, lease, candidates, merged, way));
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.equals(UNIQUE_VIOLATION) && way != Way.STAGED) {
                connection.rollback(before);
                mergeGuarded(handle, lease, candidates, merged, Way.STAGED);
            } else if (state.startsWith(DATA_EXCEPTION_CLASS)) {
                connection.rollback(before);
                divide(handle, lease, candidates, merged, way, e);
            } else {
                throw e;
            }
        }
    }

    /** COPY names no row when it refuses one, so the batch is halved until the bad record stands alone. */
    private void divide(Handle handle, Lease lease, Candidates candidates, Merged merged, Way way, SQLException refused)
            throws SQLException {
        int size = candidates.size();
        if (size == 1) {
            quarantine(handle, lease, candidates, refused);
            merged.add(candidates.stream(), new Merged.Counts(0, 0, 0, 1));
            return;
        }
        mergeGuarded(handle, lease, candidates.part(0, size / 2), merged, way);
        mergeGuarded(handle, lease, candidates.part(size / 2, size), merged, way);
    }

    private static void quarantine(Handle handle, Lease lease, Candidates one, SQLException refused) {
        Candidates.Candidate bad = one.all().get(0);
        byte[] raw = Arrays.copyOfRange(
                bad.slab().raw(), bad.row().rawFrom(), bad.row().rawTo());
        Row row = bad.row();
        Instant version = row.isVersioned() ? row.changedAt() : null;
        Quarantine.add(
                handle,
                lease.integrationId(),
                new Unstorable(one.stream(), row.id(), row.parent(), version, raw, reason(refused)));
    }

    private static String reason(SQLException refused) {
        return "the database refuses it with SQLSTATE " + refused.getSQLState();
    }

    private Merged.Counts bringOver(Connection connection, Lease lease, Candidates candidates, Merged merged, Way way)
            throws SQLException {
        if (way != Way.NEW) {
            return mergeDiffering(connection, lease, candidates, merged, way == Way.STAGED);
        }
        insert(connection, lease, candidates);
        candidates.all().forEach(candidate -> merged.addVersion(candidates.stream(), candidate.row()));
        return new Merged.Counts(candidates.size(), 0, 0, 0);
    }

    private Merged.Counts mergeDiffering(
            Connection connection, Lease lease, Candidates candidates, Merged merged, boolean staged)
            throws SQLException {
        List<Candidates.Candidate> created = new ArrayList<>();
        List<Candidates.Candidate> changed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DIFFERING)) {
            statement.setArray(1, connection.createArrayOf("text", candidates.ids()));
            statement.setArray(2, connection.createArrayOf("uuid", candidates.hashes()));
            statement.setObject(3, lease.integrationId());
            statement.setString(4, candidates.stream());
            try (ResultSet differing = statement.executeQuery()) {
                while (differing.next()) {
                    Candidates.Candidate candidate = candidates.all().get(differing.getInt(1) - 1);
                    OffsetDateTime stored = differing.getObject(3, OffsetDateTime.class);
                    boolean isOlder = stored != null && candidate.row().isBefore(stored.toInstant());
                    // What was absent is there again in whatever version: a tool may have been restored from a copy.
                    if (isOlder && !differing.getBoolean(4)) {
                        merged.addOlder(candidates.stream(), candidate.row());
                        continue;
                    }
                    boolean isCreated = differing.getBoolean(2);
                    (isCreated ? created : changed).add(candidate);
                    if (isCreated
                            || (stored != null && !isOlder && !candidate.row().isOf(stored.toInstant()))) {
                        merged.addVersion(candidates.stream(), candidate.row());
                    }
                }
            }
        }
        changed.forEach(candidate -> merged.addChanged(candidates.stream(), candidate.row()));
        int unchanged = candidates.size() - created.size() - changed.size();
        if (staged) {
            Candidates both = candidates.only(concat(created, changed));
            Upsert.of(connection, lease, both);
            FieldValues.replace(connection, lease, both);
            return new Merged.Counts(created.size(), changed.size(), unchanged, 0);
        }
        insert(connection, lease, candidates.only(created));
        int updated = Upsert.of(connection, lease, candidates.only(changed));
        if (updated > 0) {
            FieldValues.replace(connection, lease, candidates.only(changed));
        }
        return new Merged.Counts(created.size(), updated, unchanged + changed.size() - updated, 0);
    }

    private static List<Candidates.Candidate> concat(
            List<Candidates.Candidate> first, List<Candidates.Candidate> second) {
        List<Candidates.Candidate> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static void insert(Connection connection, Lease lease, Candidates created) throws SQLException {
        if (created.isEmpty()) {
            return;
        }
        RecordCopies copies = new RecordCopies(connection, lease);
        copies.records("work.records", created);
        if (created.entity() != null) {
            copies.entities("work." + created.entity().name(), created.entity(), created);
        }
        FieldValues.insert(connection, lease, created);
    }
}
