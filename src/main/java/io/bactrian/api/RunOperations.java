package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.RunFilter;
import io.bactrian.run.RunKind;
import io.bactrian.run.RunOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** What was done, and what it proved. */
public final class RunOperations implements Operations {
    private static final Set<String> KINDS = words(RunKind.values(), RunKind::word);
    private static final Set<String> OUTCOMES = words(RunOutcome.values(), RunOutcome::word);

    private final IntegrationService service;

    public RunOperations(IntegrationService service) {
        this.service = service;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/runs", "listRuns", "Lists the runs, newest first", this),
                Operation.get("/runs/{id}", "getRun", "Shows one run with its certificate and timeline", this),
                Operation.post("/runs/{id}/cancel", "cancelRun", "Asks a run to stop at its next page", this)
                        .answering(202),
                Operation.post(
                                "/runs/{id}/confirmation",
                                "confirmRun",
                                "Says whether what vanished is to be marked absent",
                                this)
                        .answering(202));
    }

    public String listRuns(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("integrationId", "kind", "outcome", "limit", "next"));
        RunFilter filter =
                new RunFilter(query.id("integrationId"), query.word("kind", KINDS), query.word("outcome", OUTCOMES));
        return Json.write(service.runs(caller, filter, query.limit(), query.text("next")));
    }

    public String getRun(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.run(caller, Query.path("run", id)));
    }

    public String cancelRun(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.cancelRun(caller, Query.path("run", id)));
    }

    public String confirmRun(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw,
            @Header(Exchange.CONTENT_TYPE) @Nullable String type,
            @Body byte @Nullable [] body) {
        Query.of(raw, Set.of());
        boolean accepted = ConfirmationRequest.of(body, type).accepted();
        return Json.write(service.confirmRun(caller, Query.path("run", id), accepted));
    }

    private static <T> Set<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.toUnmodifiableSet());
    }
}
