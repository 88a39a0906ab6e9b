package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.failure.FailureCategory;
import io.bactrian.health.HealthHistory;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** How connections have been. */
public final class HealthOperations implements Operations {
    private static final Set<String> RESOLUTIONS = Set.of("raw", "5m", "1h", "1d");

    private final IntegrationService service;
    private final HealthHistory history;

    public HealthOperations(IntegrationService service, HealthHistory history) {
        this.service = service;
        this.history = history;
    }

    @Override
    public List<Operation> all() {
        return List.of(Operation.get("/health-checks", "listHealthChecks", "Shows how a connection has been", this));
    }

    public String listHealthChecks(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("integrationId", "from", "to", "resolution", "limit", "next"));
        UUID id = query.id("integrationId");
        if (id == null) {
            throw new Rejected(
                    400,
                    FailureCategory.INVALID_DATA,
                    "The query of the request is wrong.",
                    List.of(new Rejected.Mistake("?integrationId", "must be given")));
        }
        service.integration(caller, id);
        Instant next = query.instant("next");
        return Json.write(history.of(
                id,
                query.instant("from"),
                next == null ? query.instant("to") : next,
                query.word("resolution", RESOLUTIONS),
                query.limit()));
    }
}
