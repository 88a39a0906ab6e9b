package io.bactrian.audit;

import io.bactrian.access.Caller;
import io.bactrian.access.RefusalNotes;
import io.bactrian.access.Throttle;
import io.micrometer.core.instrument.MeterRegistry;

/** Notes refusals in the audit log, of strangers only so many a minute; those of the edge are all counted for the metrics. */
public final class RefusalLog implements RefusalNotes {
    private final AuditLog log;
    private final MeterRegistry meters;
    private final Throttle strangers;

    /** @param strangers how many refusals of strangers are noted of one address, those of the edge included */
    public RefusalLog(AuditLog log, MeterRegistry meters, Throttle strangers) {
        this.log = log;
        this.meters = meters;
        this.strangers = strangers;
    }

    /** Notes a change that its operation refused; whoever has no key fills no log with them. */
    public void refused(Caller caller, String action, String subject, String result) {
        if (caller.keyId() == null && strangers.wrong(caller.address()).isPresent()) {
            count(result);
        } else {
            log.refused(caller, action, subject, result);
        }
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
