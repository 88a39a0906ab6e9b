package io.bactrian.audit;

import io.bactrian.access.Caller;
import io.bactrian.access.RefusalNotes;
import io.micrometer.core.instrument.MeterRegistry;

/** Notes refusals of the edge in the audit log; all of them are counted for the metrics. */
public final class RefusalLog implements RefusalNotes {
    private final AuditLog log;
    private final MeterRegistry meters;

    public RefusalLog(AuditLog log, MeterRegistry meters) {
        this.log = log;
        this.meters = meters;
    }

    @Override
    public void note(Caller caller, String action, String result) {
        count(result);
        log.refused(caller, action, "", result);
    }

    @Override
    public void count(String result) {
        meters.counter("bactrian_refused_calls", "result", result).increment();
    }
}
