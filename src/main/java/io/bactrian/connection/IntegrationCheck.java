package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.access.Caller;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnToolCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Holds what is asked of an integration to what its tool asks for, as a whole, before anything is sent or stored. */
final class IntegrationCheck {
    private static final String MASK = "****";

    private final Tools tools;
    private final OwnToolCheck ownToolCheck;
    private final Function<String, EntityTable> tables;

    /** @param tables canonical tables by name */
    IntegrationCheck(Tools tools, Function<String, EntityTable> tables) {
        this.tools = tools;
        this.ownToolCheck = new OwnToolCheck(tables);
        this.tables = tables;
    }

    /** Throws {@link InvalidIntegration} with every mistake found. */
    Attempt check(NewIntegration request, Caller caller) {
        Tool tool = tool(request.tool());
        List<ConfigProblem> problems = problems(tool, request);
        problems.addAll(ConfigCheck.credentials(tool, orEmpty(request.credentials())));
        problems.addAll(masked(request.credentials()));
        return attempt(tool, request, caller, problems);
    }

    /** The same for an integration that has no credential for the time being. */
    Attempt checkWithoutCredential(NewIntegration request, Caller caller) {
        Tool tool = tool(request.tool());
        return attempt(tool, request, caller, problems(tool, request));
    }

    private Tool tool(String name) {
        Tool tool = tools.find(name)
                .orElseThrow(() -> new InvalidIntegration(
                        "there is no tool " + name, List.of(new ConfigProblem("/tool", "known are " + known()))));
        tools.unavailable(tool.name()).ifPresent(reason -> {
            throw new InvalidIntegration(
                    "the tool " + tool.name() + " is not available", List.of(new ConfigProblem("/tool", reason)));
        });
        return tool;
    }

    private List<ConfigProblem> problems(Tool tool, NewIntegration request) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (request.name().isBlank()) {
            problems.add(new ConfigProblem("/name", "must not be empty"));
        }
        List<ConfigProblem> config = IntegrationTool.problems(tool, orEmpty(request.config()), tables);
        problems.addAll(config);
        if (config.isEmpty()) {
            problems.addAll(ownToolCheck.check(
                    IntegrationTool.of(tool, request.config(), Map.of()), request.scope(), request.dataMapping()));
        }
        return problems;
    }

    /** What does not fit the kind that the account has turned out to be, such as a stream that only others have. */
    List<ConfigProblem> ofAccount(Attempt attempt) {
        NewIntegration request = attempt.request();
        Tool tool = IntegrationTool.of(attempt.declared(), attempt.config(), attempt.account());
        return ownToolCheck.check(tool, request.scope(), request.dataMapping());
    }

    /** What a caller was shown of a secret is not the secret. */
    private static List<ConfigProblem> masked(JsonNode credentials) {
        return credentials.properties().stream()
                .filter(field -> field.getValue().asText().contains(MASK))
                .map(field -> new ConfigProblem("/credentials/" + field.getKey(), "is masked; give the secret itself"))
                .toList();
    }

    private static Attempt attempt(Tool tool, NewIntegration request, Caller caller, List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidIntegration("the integration is not what " + tool.title() + " needs", problems);
        }
        JsonNode whole = ConfigCheck.withDefaults(tool, request.config());
        return new Attempt(UUID.randomUUID(), caller, request, tool, whole);
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    }

    private String known() {
        return String.join(", ", tools.all().stream().map(Tool::name).toList());
    }
}
