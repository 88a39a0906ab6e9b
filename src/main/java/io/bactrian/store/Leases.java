package io.bactrian.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Leases with epochs: who may write an integration's rows, checked in the transaction of every write. */
public final class Leases {
    private final Jdbi jdbi;

    public Leases(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Takes a lease that is free or expired, under the next epoch; empty while someone else holds it. */
    public Optional<Lease> take(UUID integrationId, String holder, Duration time) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                insert into bactrian.leases as l (integration_id, epoch, holder, expires_at)
                                values (:integration, 1, :holder, now() + make_interval(secs => :seconds))
                                on conflict (integration_id) do update
                                set epoch = l.epoch + 1, holder = excluded.holder, expires_at = excluded.expires_at
                                where l.expires_at <= now()
                                returning epoch
                                """)
                        .bind("integration", integrationId)
                        .bind("holder", holder)
                        .bind("seconds", seconds(time))
                        .mapTo(Long.class)
                        .findOne())
                .map(epoch -> new Lease(integrationId, epoch, holder));
    }

    /** Takes a lease whoever holds it; he can commit nothing from then on. */
    public Lease seize(UUID integrationId, String holder, Duration time) {
        long epoch = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into bactrian.leases as l (integration_id, epoch, holder, expires_at)
                        values (:integration, 1, :holder, now() + make_interval(secs => :seconds))
                        on conflict (integration_id) do update
                        set epoch = l.epoch + 1, holder = excluded.holder, expires_at = excluded.expires_at
                        returning epoch
                        """)
                .bind("integration", integrationId)
                .bind("holder", holder)
                .bind("seconds", seconds(time))
                .mapTo(Long.class)
                .one());
        return new Lease(integrationId, epoch, holder);
    }

    /** Whether the lease was still ours and is ours for longer now. */
    public boolean renew(Lease lease, Duration time) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update bactrian.leases set expires_at = now() + make_interval(secs => :seconds)
                                where integration_id = :integrationId and epoch = :epoch
                                """)
                        .bindMethods(lease)
                        .bind("seconds", seconds(time))
                        .execute()
                > 0);
    }

    /** Lets the next one take it at once; a lease that was lost is left alone. */
    public void release(Lease lease) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update bactrian.leases set expires_at = now()
                        where integration_id = :integrationId and epoch = :epoch
                        """).bindMethods(lease).execute());
    }

    /** Throws {@link LeaseLost} unless the lease is ours, and keeps it so until the transaction ends. */
    public void check(Handle handle, Lease lease) {
        boolean ours = handle.createQuery("""
                        select epoch from bactrian.leases
                        where integration_id = :integrationId and epoch = :epoch for share
                        """)
                .bindMethods(lease)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!ours) {
            throw new LeaseLost(lease);
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
