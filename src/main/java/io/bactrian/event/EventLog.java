package io.bactrian.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** Reads events in an order in which none can come in behind the reader. */
public final class EventLog {
    private final Jdbi jdbi;

    public EventLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Where everything lies behind that is over by now. */
    public EventPosition now() {
        return jdbi.withHandle(handle -> new EventPosition(
                handle.createQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                        .mapTo(Long.class)
                        .one(),
                0));
    }

    /**
     * The events after a position, as far as no transaction is open any more that might still add some before them.
     *
     * @param limit how many at most
     */
    public List<Event> after(EventPosition position, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select transaction::text::bigint as transaction, id, type, integration_id, project_id,
                            data::text as data, noted_at
                        from bactrian.events
                        where transaction < pg_snapshot_xmin(pg_current_snapshot())
                            and (transaction, id) > (:transaction::text::xid8, :id)
                        order by bactrian.events.transaction, id limit :limit
                        """)
                .bind("transaction", String.valueOf(position.transaction()))
                .bind("id", position.id())
                .bind("limit", limit)
                .map(EventLog::event)
                .list());
    }

    private static Event event(RowView row) {
        return new Event(
                new EventPosition(row.getColumn("transaction", Long.class), row.getColumn("id", Long.class)),
                row.getColumn("type", String.class),
                row.getColumn("integration_id", UUID.class),
                row.getColumn("project_id", String.class),
                row.getColumn("data", String.class),
                row.getColumn("noted_at", Instant.class));
    }
}
