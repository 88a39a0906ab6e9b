package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.FailureHistory;
import io.bactrian.failure.FailureHistory.Filter;
import io.bactrian.failure.Handled;
import io.bactrian.failure.PatternPosition;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.operation.Rejected;
import io.bactrian.store.ListPosition;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** What went wrong, what is done about it, and what keeps going wrong. */
public final class FailureOperations implements Operations {
    private static final Set<String> CATEGORIES =
            Arrays.stream(FailureCategory.values()).map(FailureCategory::word).collect(Collectors.toUnmodifiableSet());

    private final IntegrationService service;
    private final FailureHistory history;
    private final RefusedChanges refused;

    public FailureOperations(IntegrationService service, FailureHistory history, RefusedChanges refused) {
        this.service = service;
        this.history = history;
        this.refused = refused;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post("/failures", "handleFailure", "Says what an error is and what is done about it", this)
                        .withBody()
                        .readingOnly(),
                Operation.get("/failures", "listFailures", "Lists failures, or what keeps failing alike", this));
    }

    /** To be told what would be done is everyone's; to have it done is not. */
    public String handleFailure(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        FailureRequest request = RequestBody.read(body, FailureRequest.class);
        return Json.write(FailureView.of(
                request.isToAct()
                        ? acted(caller, request)
                        : service.handleIntegrationFailure(caller, request.report(), false)));
    }

    /** Only with this the operation is one that changes something, so that its refusal is noted here. */
    private Handled acted(Caller caller, FailureRequest request) {
        try {
            if (!caller.role().includes(Role.OPERATOR)) {
                throw new Rejected(
                        403,
                        FailureCategory.PERMISSION,
                        "To have something done the role operator is needed.",
                        List.of());
            }
            return service.handleIntegrationFailure(caller, request.report(), true);
        } catch (RuntimeException e) {
            FailureCategory category =
                    e instanceof Rejected rejected ? rejected.category() : FailureCategory.UNEXPECTED;
            refused.note(caller, "handleFailure", request.subject(), category.word());
            throw e;
        }
    }

    public String listFailures(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query =
                Query.of(raw, Set.of("integrationId", "category", "from", "to", "open", "groupBy", "limit", "next"));
        Filter filter = new Filter(
                query.id("integrationId"),
                query.word("category", CATEGORIES),
                query.instant("from"),
                query.instant("to"),
                query.text("open") == null ? null : query.flag("open", true));
        int limit = query.limit();
        if (query.word("groupBy", Set.of("fingerprint")) != null) {
            return Json.write(Slice.of(
                    history.patterns(filter, caller.projects(), limit + 1, query.position(PatternPosition::read)),
                    limit,
                    last -> new PatternPosition(last.count(), last.fingerprint()).text()));
        }
        return Json.write(Slice.of(
                history.list(filter, caller.projects(), limit + 1, query.position()),
                limit,
                last -> new ListPosition(last.lastSeenAt(), last.id()).text()));
    }
}
