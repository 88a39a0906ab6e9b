package io.bactrian.sync;

import io.bactrian.failure.Failure;
import io.bactrian.store.Lease;
import io.bactrian.store.Leases;
import io.bactrian.store.RecordStore;
import io.bactrian.tool.Paging;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What can be done about a failure in its walk; each tells whether it was done. */
public final class WalkRecovery {
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Positions positions;
    private final PageLimits limits;
    private final RecordStore store;
    private final Leases leases;

    WalkRecovery(Jdbi jdbi, Positions positions, PageLimits limits, RecordStore store, Leases leases) {
        this.jdbi = jdbi;
        this.positions = positions;
        this.limits = limits;
        this.store = store;
        this.leases = leases;
    }

    /** Has the walk begin again; without one, all walks of the stream, or of the integration, that nobody is walking. */
    public boolean restart(
            @ExchangeProperty("failure") Failure failure, @ExchangeProperty("walk") @Nullable Walk walk) {
        if (walk != null) {
            // Its last pages are stored first, and would move the position again.
            walk.restart();
            return true;
        }
        UUID integration = failure.integrationId();
        if (integration == null) {
            return false;
        }
        Optional<Lease> lease = leases.take(integration, "recovery-" + UUID.randomUUID(), SHORT);
        lease.ifPresent(held -> restart(held, failure.stream()));
        return lease.isPresent();
    }

    private void restart(Lease lease, @Nullable String stream) {
        try {
            store.write(lease, handle -> positions.restart(handle, lease.integrationId(), stream, null));
        } finally {
            leases.release(lease);
        }
    }

    /** Halves the pages of the walk from the next run on; one record is the smallest page. */
    public boolean shrink(@ExchangeProperty("failure") Failure failure, @ExchangeProperty("walk") @Nullable Walk walk) {
        UUID integration = failure.integrationId();
        if (integration == null || walk == null || !walk.isDivisible()) {
            return false;
        }
        Paging smaller = walk.paging().of(walk.paging().limit() / 2);
        jdbi.useTransaction(handle -> limits.store(handle, integration, walk.limitedAs(), smaller.limit()));
        return true;
    }
}
