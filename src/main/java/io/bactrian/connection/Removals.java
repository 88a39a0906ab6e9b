package io.bactrian.connection;

import io.bactrian.access.Caller;
import io.bactrian.audit.AuditLog;
import io.bactrian.credential.Credentials;
import io.bactrian.event.Events;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The steps of removing an integration; one that was broken off is finished by repeating it. */
public final class Removals {
    /** Few enough that no transaction is long, since runs take their steps along. */
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final Integrations integrations;
    private final ConnectionRegistry registry;

    public Removals(Jdbi jdbi, ConnectionRegistry registry) {
        this.jdbi = jdbi;
        this.integrations = new Integrations(jdbi);
        this.registry = registry;
    }

    /** An integration that a caller wants removed. */
    public record Removal(UUID id, Precondition precondition) {}

    /** Lets no more calls be made. */
    public void begin(@Body Removal removal) {
        jdbi.useTransaction(handle -> {
            Integration integration =
                    integrations.lock(handle, removal.id()).orElseThrow(() -> new StaleVersion(removal.id()));
            removal.precondition().check(integration);
            ConnectionStates.move(handle, removal.id(), ConnectionState::disconnect);
            integrations.touch(handle, removal.id());
        });
        registry.live().leave(removal.id());
    }

    /** Removes its rows wherever there are any, a batch at a time. */
    public void rows(@Body Removal removal) {
        for (String table : tables()) {
            while (batch(table, removal.id()) == BATCH) {
                // The next batch is a transaction of its own.
            }
        }
    }

    /** From the catalogue, so that no table is forgotten; what goes last is left, what was used, and what may only be added to. */
    private List<String> tables() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_attribute a join pg_class c on c.oid = a.attrelid
                            join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname in ('bactrian', 'work') and a.attname = 'integration_id' and c.relkind = 'r'
                            and c.oid not in ('bactrian.leases'::regclass, 'bactrian.credentials'::regclass,
                                'bactrian.usage'::regclass)
                            and has_table_privilege(c.oid, 'delete')
                        order by 1
                        """).mapTo(String.class).list());
    }

    private int batch(String table, UUID id) {
        return jdbi.inTransaction(handle -> handle.createUpdate("delete from " + table + " where ctid = any(array("
                        + "select ctid from " + table + " where integration_id = :id limit :batch))")
                .bind("id", id)
                .bind("batch", BATCH)
                .execute());
    }

    /**
     * Removes the integration itself, with its credential and the lease that kept others away; what was done stays in the
     * audit log.
     */
    public void finish(@Body Removal removal, @Header(Connections.CALLER) Caller caller) {
        jdbi.useTransaction(handle -> {
            String project = integrations
                    .lock(handle, removal.id())
                    .orElseThrow(() -> new StaleVersion(removal.id()))
                    .projectId();
            AuditLog.done(caller, "deleteIntegration", removal.id().toString(), project)
                    .write(handle);
            Events.add(handle, "integration.deleted", removal.id(), Map.of());
            Credentials.destroy(handle, removal.id());
            remove(handle, removal.id());
        });
    }

    private static void remove(Handle handle, UUID id) {
        handle.createUpdate("delete from bactrian.integrations where id = :id")
                .bind("id", id)
                .execute();
    }
}
