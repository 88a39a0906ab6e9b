package io.bactrian;

import io.bactrian.bench.Reading;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/** Reads the meters when a run turns from its records to its census. */
final class CensusMark extends EventNotifierSupport {
    private final long postmaster;
    private volatile @Nullable Reading reading;

    CensusMark(long postmaster) {
        this.postmaster = postmaster;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeSendingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (((CamelEvent.ExchangeSendingEvent) event)
                .getEndpoint()
                .getEndpointUri()
                .endsWith("sync-census")) {
            reading = Reading.now(postmaster);
        }
    }

    void forget() {
        reading = null;
    }

    Reading reading() {
        Reading taken = reading;
        if (taken == null) {
            throw new IllegalStateException("the run never came to its census");
        }
        return taken;
    }
}
