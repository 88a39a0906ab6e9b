package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.audit.AuditEntry;
import io.bactrian.audit.AuditFilter;
import io.bactrian.audit.AuditTrail;
import io.bactrian.operation.IntegrationService.Slice;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Who did what, and the proof that the log of it was not changed. */
public final class AuditOperations implements Operations {
    private final AuditTrail trail;

    public AuditOperations(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/audit-entries", "listAuditEntries", "Lists who did what, newest first", this),
                Operation.get(
                        "/audit-entries/verification",
                        "verifyAuditEntries",
                        "Computes the chain of the entries again",
                        this));
    }

    public String listAuditEntries(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("from", "to", "action", "subject", "caller", "result", "limit", "next"));
        AuditFilter filter = new AuditFilter(
                query.instant("from"),
                query.instant("to"),
                query.text("action"),
                query.text("subject"),
                query.text("caller"),
                query.text("result"));
        int limit = query.limit();
        List<AuditEntry> found = trail.list(caller, filter, limit + 1, query.row("next"));
        return Json.write(slice(found, limit));
    }

    private static Slice<AuditEntry> slice(List<AuditEntry> found, int limit) {
        return found.size() <= limit
                ? new Slice<>(found, null)
                : new Slice<>(
                        found.subList(0, limit),
                        String.valueOf(found.get(limit - 1).id()));
    }

    public String verifyAuditEntries(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(trail.verify());
    }
}
