package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.IntegrationFilter;
import io.bactrian.operation.IntegrationService.Slice;
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

/** Linked accounts, and their live sides. */
public final class IntegrationOperations implements Operations {
    private static final int LONGEST_WAIT = 300;
    private static final Set<String> STATUSES = Arrays.stream(IntegrationStatus.values())
            .map(IntegrationStatus::word)
            .collect(Collectors.toUnmodifiableSet());

    private final IntegrationService service;

    public IntegrationOperations(IntegrationService service) {
        this.service = service;
    }

    @Override
    public List<Operation> all() {
        String one = "/integrations/{id}";
        return List.of(
                Operation.post("/integrations", "createIntegration", "Links an account of a tool", this)
                        .withBody()
                        .answering(201),
                Operation.get("/integrations", "listIntegrations", "Lists the integrations, newest first", this),
                Operation.get(one, "getIntegration", "Shows one integration", this),
                Operation.post(one + "/sync", "syncIntegration", "Starts a sync, or joins the one under way", this)
                        .withOptionalBody()
                        .answering(202),
                Operation.get("/connections", "listConnections", "Lists the live sides of the integrations", this));
    }

    public String createIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        boolean connect = Query.of(raw, Set.of("connect")).flag("connect", true);
        IntegrationRequest request = RequestBody.read(body, IntegrationRequest.class);
        return Json.write(service.connectToTool(caller, request.checked(), connect));
    }

    public String listIntegrations(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("projectId", "tool", "status", "limit", "next"));
        return Json.write(service.integrations(caller, filter(query), query.limit(), query.text("next")));
    }

    public String getIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.integration(caller, Query.path("integration", id)));
    }

    public String listConnections(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("projectId", "tool", "status", "limit", "next"));
        var slice = service.integrations(caller, filter(query), query.limit(), query.text("next"));
        return Json.write(
                new Slice<>(slice.items().stream().map(ConnectionView::of).toList(), slice.next()));
    }

    /** Its body may be left out, which the router's own check of the media type would not allow. */
    public String syncIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(Exchange.CONTENT_TYPE) @Nullable String type,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        int wait = Query.of(raw, Set.of("wait")).number("wait", 0, 0, LONGEST_WAIT);
        SyncRequest request = SyncRequest.of(body, type);
        return Json.write(service.syncData(
                caller, Query.path("integration", id), request.syncMode(), request.chosen(), Duration.ofSeconds(wait)));
    }

    private static IntegrationFilter filter(Query query) {
        return new IntegrationFilter(query.text("projectId"), query.text("tool"), query.word("status", STATUSES));
    }
}
