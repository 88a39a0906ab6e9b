package io.bactrian.api;

import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.Slice;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The kinds of external system that can be linked. */
public final class ToolOperations implements Operations {
    private final IntegrationService service;

    public ToolOperations(IntegrationService service) {
        this.service = service;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/tools", "listTools", "Lists the tools that are loaded", this),
                Operation.get("/tools/{tool}", "getTool", "Shows what a tool wants and what it brings", this));
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
}
