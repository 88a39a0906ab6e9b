package io.bactrian.command.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.command.ExitCode;
import io.bactrian.command.ServiceOptions;
import io.bactrian.command.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the stored integrations those that a file declares. */
@Command(
        name = "apply",
        description = "Makes the integrations those that a YAML file declares; a second time it changes nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe file is a list, as export writes it. Integrations are known by name and projectId. What is left out of",
            "one is as at creation. Secrets stand as ${env:NAME}. Credentials are sent with a new integration, with a new",
            "baseUrl, and to one that waits for them. With --dry-run it ends with 1 when something would be changed.",
            "%nExamples:",
            "  bactrian apply -f integrations.yaml --dry-run",
            "  bactrian apply -f integrations.yaml --prune"
        })
public final class ApplyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table PLAN = Table.of("action", "name", "project=/projectId", "tool", "changes");

    @Mixin
    private ServiceOptions service;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The YAML file, or - for standard input.")
    private String file;

    @Option(names = "--prune", description = "Deletes the integrations that are not in the file.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    private boolean dryRun;

    @Option(names = "--with-credentials", description = "Sends all credentials, as after they were changed.")
    private boolean withCredentials;

    private final Placeholders placeholders = new Placeholders(System.getenv());

    @Override
    public Integer call() throws InterruptedException {
        Api api = service.api();
        List<PlanStep> steps =
                new Plan(api, placeholders).steps(DeclaredIntegrations.read(file), prune, withCredentials);
        show(steps);
        boolean isChange = steps.stream().anyMatch(PlanStep::isChange);
        if (dryRun) {
            return isChange ? ExitCode.DIFFERENT : ExitCode.OK;
        }
        for (PlanStep step : steps) {
            perform(api, step);
        }
        service.done(isChange ? "Applied." : "Nothing to change.");
        return ExitCode.OK;
    }

    private void show(List<PlanStep> steps) {
        ObjectNode plan = JSON.createObjectNode();
        steps.stream().map(PlanStep::shown).forEach(plan.putArray("items")::add);
        service.print(plan, PLAN);
    }

    private void perform(Api api, PlanStep step) throws InterruptedException {
        switch (step.action()) {
            case create -> create(api, step);
            case update -> update(api, step);
            case delete -> api.delete("/integrations/" + step.stored());
            case unchanged -> {
                // That is the point of it.
            }
        }
    }

    private void create(Api api, PlanStep step) throws InterruptedException {
        ObjectNode declared = ((ObjectNode) step.integration().deepCopy()).without(List.of("paused", "credentials"));
        ObjectNode request = (ObjectNode) placeholders.resolved(declared);
        if (step.sendsCredentials()) {
            request.set(
                    "credentials", placeholders.credentials(step.integration().path("credentials")));
        }
        JsonNode created = api.post("/integrations", request);
        if (step.integration().path("paused").asBoolean()) {
            patch(api, created.path("id").asText(), JSON.createObjectNode().put("paused", true));
        }
    }

    private void update(Api api, PlanStep step) throws InterruptedException {
        ObjectNode change = step.change().deepCopy();
        if (step.sendsCredentials()) {
            change.set(
                    "credentials", placeholders.credentials(step.integration().path("credentials")));
        }
        patch(api, String.valueOf(step.stored()), change);
    }

    /** What somebody else changed after the plan was made is refused by the service and not written over. */
    private static void patch(Api api, String id, ObjectNode change) throws InterruptedException {
        String path = "/integrations/" + id;
        api.patch(path, change, api.getVersioned(path).etag());
    }
}
