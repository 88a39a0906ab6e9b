package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.operation.IntegrationService;
import io.bactrian.validation.InconsistencyFilter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Whether both sides are the same, what differs, and how it is mended. */
public final class ConsistencyOperations implements Operations {
    private static final int LONGEST_WAIT = 300;
    private static final Set<String> KINDS =
            Arrays.stream(DifferenceKind.values()).map(DifferenceKind::word).collect(Collectors.toUnmodifiableSet());

    private final IntegrationService service;

    public ConsistencyOperations(IntegrationService service) {
        this.service = service;
    }

    @Override
    public List<Operation> all() {
        String one = "/integrations/{id}";
        return List.of(
                Operation.post(
                                one + "/validation",
                                "validateIntegration",
                                "Starts a validation, or joins the one under way",
                                this)
                        .withOptionalBody()
                        .answering(202),
                Operation.post(
                                one + "/repair",
                                "repairIntegration",
                                "Starts a repair, or joins the one under way",
                                this)
                        .withOptionalBody()
                        .answering(202),
                Operation.get("/inconsistencies", "listInconsistencies", "Lists what differs, newest first", this),
                Operation.post("/comparisons", "compareDocuments", "Compares any two documents", this)
                        .withBody()
                        .readingOnly());
    }

    /** Its body may be left out, which the router's own check of the media type would not allow. */
    public String validateIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(Exchange.CONTENT_TYPE) @Nullable String type,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Duration wait = wait(raw);
        ValidationRequest request = ValidationRequest.of(body, type);
        return Json.write(service.validateDataConsistency(
                caller, Query.path("integration", id), request.chosen(), request.size(), wait));
    }

    /** Its body may be left out, which the router's own check of the media type would not allow. */
    public String repairIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(Exchange.CONTENT_TYPE) @Nullable String type,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Duration wait = wait(raw);
        RepairRequest request = RepairRequest.of(body, type);
        return Json.write(service.repair(caller, Query.path("integration", id), request.isDry(), wait));
    }

    public String listInconsistencies(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("integrationId", "kind", "stream", "open", "limit", "next"));
        String open = query.word("open", Set.of("true", "false"));
        InconsistencyFilter filter = new InconsistencyFilter(
                query.id("integrationId"),
                query.word("kind", KINDS),
                query.text("stream"),
                open == null ? null : Boolean.valueOf(open));
        return Json.write(service.inconsistencies(caller, filter, query.limit(), query.text("next")));
    }

    public String compareDocuments(
            @Body byte @Nullable [] body, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(
                RequestBody.readDocuments(body, ComparisonRequest.class).compared());
    }

    private static Duration wait(@Nullable String raw) {
        return Duration.ofSeconds(Query.of(raw, Set.of("wait")).number("wait", 0, 0, LONGEST_WAIT));
    }
}
