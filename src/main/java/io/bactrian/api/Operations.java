package io.bactrian.api;

import io.bactrian.connection.IntegrationStatus;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.IntegrationFilter;
import io.bactrian.operation.IntegrationService.RunFilter;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.run.RunKind;
import io.bactrian.run.RunOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** What each operation of the contract does: reads the request, asks the service, and says the answer in JSON. */
public final class Operations {
    private static final int LONGEST_WAIT = 300;
    private static final Set<String> STATUSES = words(IntegrationStatus.values(), IntegrationStatus::word);
    private static final Set<String> KINDS = words(RunKind.values(), RunKind::word);
    private static final Set<String> OUTCOMES = words(RunOutcome.values(), RunOutcome::word);

    private final IntegrationService service;

    Operations(IntegrationService service) {
        this.service = service;
    }

    public String listTools(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        List<ToolView> tools = service.tools().stream().map(ToolView::of).toList();
        return Json.write(new Slice<>(tools, null));
    }

    public String getTool(@Header("tool") String tool, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(ToolView.of(service.tool(tool)));
    }

    public String createIntegration(
            @Body byte @Nullable [] body, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        boolean connect = Query.of(raw, Set.of("connect")).flag("connect", true);
        IntegrationRequest request = RequestBody.read(body, IntegrationRequest.class);
        return Json.write(service.connectToTool(request.checked(), connect));
    }

    public String listIntegrations(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("projectId", "tool", "status", "limit", "next"));
        return Json.write(service.integrations(filter(query), query.limit(), query.text("next")));
    }

    public String getIntegration(@Header("id") String id, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.integration(Query.path("integration", id)));
    }

    public String listConnections(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("projectId", "tool", "status", "limit", "next"));
        var slice = service.integrations(filter(query), query.limit(), query.text("next"));
        return Json.write(
                new Slice<>(slice.items().stream().map(ConnectionView::of).toList(), slice.next()));
    }

    /** Its body may be left out, which the router's own check of the media type would not allow. */
    public String syncIntegration(
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(Exchange.CONTENT_TYPE) @Nullable String type,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        int wait = Query.of(raw, Set.of("wait")).number("wait", 0, 0, LONGEST_WAIT);
        SyncRequest request = SyncRequest.of(body, type);
        return Json.write(service.syncData(
                Query.path("integration", id), request.syncMode(), request.chosen(), Duration.ofSeconds(wait)));
    }

    public String listRuns(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("integrationId", "kind", "outcome", "limit", "next"));
        RunFilter filter =
                new RunFilter(query.id("integrationId"), query.word("kind", KINDS), query.word("outcome", OUTCOMES));
        return Json.write(service.runs(filter, query.limit(), query.text("next")));
    }

    public String getRun(@Header("id") String id, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.run(Query.path("run", id)));
    }

    public String cancelRun(@Header("id") String id, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(service.cancelRun(Query.path("run", id)));
    }

    private static IntegrationFilter filter(Query query) {
        return new IntegrationFilter(query.text("projectId"), query.text("tool"), query.word("status", STATUSES));
    }

    private static <T> Set<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.toUnmodifiableSet());
    }
}
