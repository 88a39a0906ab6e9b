package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.connection.Precondition;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.IntegrationFilter;
import io.bactrian.operation.IntegrationService.Slice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
                Operation.patch(one, "updateIntegration", "Changes an integration in part", this),
                Operation.delete(one, "deleteIntegration", "Removes an integration with all its rows", this),
                Operation.post(one + "/test", "testIntegration", "Tries what is stored", this),
                Operation.post(one + "/connect", "connectIntegration", "Lets calls be made, if the tool answers", this),
                Operation.post(one + "/disconnect", "disconnectIntegration", "Lets no more calls be made", this),
                Operation.post(one + "/sync", "syncIntegration", "Starts a sync, or joins the one under way", this)
                        .withOptionalBody()
                        .answering(202),
                Operation.get("/connections", "listConnections", "Lists the live sides of the integrations", this));
    }

    public Answer createIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        boolean connect = Query.of(raw, Set.of("connect")).flag("connect", true);
        IntegrationRequest request = RequestBody.read(body, IntegrationRequest.class);
        return shown(service.connectToTool(caller, request.checked(), connect));
    }

    public String listIntegrations(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("projectId", "tool", "status", "limit", "next"));
        return Json.write(service.integrations(caller, filter(query), query.limit(), query.text("next")));
    }

    public Answer getIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return shown(service.integration(caller, Query.path("integration", id)));
    }

    public Answer updateIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(EntityTag.IF_MATCH) @Nullable String ifMatch,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        boolean connect = Query.of(raw, Set.of("connect")).flag("connect", true);
        UUID integration = Query.path("integration", id);
        service.integration(caller, integration);
        IntegrationPatch patch = RequestBody.read(body, IntegrationPatch.class);
        Precondition precondition = EntityTag.required(ifMatch);
        return shown(service.updateIntegration(caller, integration, patch.checked(), precondition, connect));
    }

    public void deleteIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(EntityTag.IF_MATCH) @Nullable String ifMatch,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        service.deleteIntegration(caller, Query.path("integration", id), EntityTag.given(ifMatch));
    }

    public String testIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.testIntegration(caller, Query.path("integration", id)));
    }

    public Answer connectIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return shown(service.connectIntegration(caller, Query.path("integration", id)));
    }

    public Answer disconnectIntegration(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return shown(service.disconnectIntegration(caller, Query.path("integration", id)));
    }

    private static Answer shown(Integration integration) {
        return new Answer(Json.write(integration), Map.of(EntityTag.ETAG, EntityTag.of(integration)));
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
