package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.access.Caller;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
import io.bactrian.tool.own.OwnToolCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** The steps of connecting an account: check what was asked for, try it, and only then store it. */
public final class Connections {
    /** Header with the {@link Caller} who asks. */
    public static final String CALLER = "caller";

    private final Tools tools;
    private final ConnectionRegistry registry;
    private final OwnToolCheck ownToolCheck;
    private final Function<String, EntityTable> tables;

    /** @param tables canonical tables by name */
    public Connections(Tools tools, ConnectionRegistry registry, Function<String, EntityTable> tables) {
        this.tools = tools;
        this.registry = registry;
        this.ownToolCheck = new OwnToolCheck(tables);
        this.tables = tables;
    }

    /** Checks a request against its tool; throws {@link InvalidIntegration} with every mistake found. */
    public Attempt check(@Body NewIntegration request, @Header(CALLER) Caller caller) {
        Tool tool = tools.find(request.tool())
                .orElseThrow(() -> new InvalidIntegration(
                        "there is no tool " + request.tool(),
                        List.of(new ConfigProblem("/tool", "known are " + known()))));
        tools.unavailable(tool.name()).ifPresent(reason -> {
            throw new InvalidIntegration(
                    "the tool " + tool.name() + " is not available", List.of(new ConfigProblem("/tool", reason)));
        });
        List<ConfigProblem> problems = new ArrayList<>();
        if (request.name().isBlank()) {
            problems.add(new ConfigProblem("/name", "must not be empty"));
        }
        List<ConfigProblem> config = IntegrationTool.problems(tool, orEmpty(request.config()), tables);
        problems.addAll(config);
        if (config.isEmpty()) {
            problems.addAll(ownToolCheck.check(
                    IntegrationTool.of(tool, request.config()), request.scope(), request.dataMapping()));
        }
        problems.addAll(ConfigCheck.credentials(tool, orEmpty(request.credentials())));
        if (!problems.isEmpty()) {
            throw new InvalidIntegration("the integration is not what " + tool.title() + " needs", problems);
        }
        JsonNode whole = ConfigCheck.withDefaults(tool, request.config());
        Tool own = OwnTool.of(IntegrationTool.of(tool, whole), request.scope(), request.dataMapping());
        return new Attempt(UUID.randomUUID(), caller, request, own, whole);
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }

    private String known() {
        return String.join(", ", tools.all().stream().map(Tool::name).toList());
    }

    /** Lets the tool's own connect flow make calls; refuses an address that must not be called. */
    public Attempt enter(@Body Attempt attempt) throws ToolFailure {
        registry.enter(attempt);
        return attempt;
    }

    /** Stores what worked; a configuration that the tool's own answers show to be wrong does not. */
    public Integration store(@ExchangeProperty("attempt") Attempt attempt) throws ToolFailure {
        if (!attempt.mistakes().isEmpty()) {
            registry.leave(attempt.id());
            throw new InvalidIntegration("the tool does not answer as the configuration says", attempt.mistakes());
        }
        registry.enter(attempt);
        return registry.store(attempt, IntegrationStatus.CONNECTED);
    }

    /** Stores an integration untried. */
    public Integration storeDisconnected(@Body Attempt attempt) throws ToolFailure {
        registry.enter(attempt);
        registry.leave(attempt.id());
        return registry.store(attempt, IntegrationStatus.DISCONNECTED);
    }

    /** Leaves nothing behind of what did not work. */
    public void abandon(
            @ExchangeProperty("attempt") Attempt attempt, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause)
            throws ToolFailure {
        registry.leave(attempt.id());
        throw Classification.of(cause);
    }

    static ToolFailure unreadable(String what) {
        return ToolFailure.of(FailureCategory.INVALID_DATA, what + " is not JSON");
    }
}
