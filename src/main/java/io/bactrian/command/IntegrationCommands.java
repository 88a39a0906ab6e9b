package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Linked accounts: what there is, what is made, changed and taken away. */
@Command(
        name = "integrations",
        description = "Lists, shows, creates, changes, tests and deletes integrations.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  bactrian integrations list --tool jira",
            "  bactrian integrations create --tool jira --name Acme \\%n"
                    + "      --config '{\"baseUrl\": \"https://acme.atlassian.net\"}' --credentials @acme.json"
        })
public final class IntegrationCommands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table LIST =
            Table.of("id", "tool", "name", "project=/projectId", "status", "health", "last sync=/lastSyncAt");
    private static final String ID = "Id of the integration.";

    @Command(
            description = "Lists the integrations, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations list --status failing -o json"})
    void list(
            @Mixin ServiceOptions service,
            @Option(names = "--project", description = "Only those of a project.") @Nullable String project,
            @Option(names = "--tool", description = "Only those of a tool.") @Nullable String tool,
            @Option(names = "--status", description = "Only those with a status.") @Nullable String status,
            @Mixin Limit limit)
            throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("projectId", project);
        filter.put("tool", tool);
        filter.put("status", status);
        service.print(service.api().list("/integrations", filter, limit.value()), LIST);
    }

    @Command(
            description = "Shows one integration, without its credential.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations get 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    void get(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        service.print(service.api().get(path(id)));
    }

    @Command(
            description = "Links an account of a tool after testing its credential.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExample:",
                "  bactrian integrations create --tool jira --name Acme --sync-frequency 900 \\%n"
                        + "      --config '{\"baseUrl\": \"https://acme.atlassian.net\"}' --credentials @acme.json"
            })
    void create(
            @Mixin ServiceOptions service,
            @Option(names = "--tool", required = true, description = "Name of the tool.") String tool,
            @Option(names = "--name", required = true, description = "What people call it.") String name,
            @Mixin Described described,
            @Option(names = "--no-connect", description = "Stores it without a call to the tool.") boolean unconnected)
            throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("tool", tool).put("name", name);
        described.into(request);
        service.print(service.api().post("/integrations" + (unconnected ? "?connect=false" : ""), request));
    }

    @Command(
            description = "Changes what is named and leaves the rest.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExample:",
                "  bactrian integrations update 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --config '{\"timeout\": \"60s\"}'"
            })
    void update(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @Mixin Described described)
            throws InterruptedException {
        ObjectNode change = JSON.createObjectNode();
        if (name != null) {
            change.put("name", name);
        }
        described.into(change);
        if (change.isEmpty()) {
            throw CommandFailed.usage("nothing is to be changed", "name what, see integrations update --help");
        }
        service.print(patch(service, id, change));
    }

    @Command(
            description = "Deletes an integration, its credential and its records.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations delete 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    void delete(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        service.api().delete(path(id));
        service.done("deleted " + id);
    }

    @Command(
            description = "Pauses an integration; nothing is asked of its tool until it is resumed.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExample:",
                "  bactrian integrations pause 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --reason 'moving house'"
            })
    void pause(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", description = "Why, for those who wonder.") @Nullable String reason)
            throws InterruptedException {
        ObjectNode change = JSON.createObjectNode().put("paused", true);
        if (reason != null) {
            change.put("pauseReason", reason);
        }
        service.print(patch(service, id, change));
    }

    @Command(
            description = "Resumes a paused integration where it was.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations resume 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    void resume(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        service.print(patch(service, id, JSON.createObjectNode().put("paused", false)));
    }

    @Command(
            description = "Tests the credential, and what it may read.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations test 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    int test(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        JsonNode result = service.api().post(path(id) + "/test", null);
        service.print(result);
        return result.path("success").asBoolean() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    @Command(
            description = "Connects an integration, with a new credential if one is given.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExample:",
                "  bactrian integrations connect 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --credentials env:ACME"
            })
    void connect(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--credentials",
                            paramLabel = "JSON",
                            description = "A new credential: @FILE, - for standard input, or env:NAME.")
                    @Nullable
                    String credentials)
            throws InterruptedException {
        if (credentials != null) {
            ObjectNode change = JSON.createObjectNode();
            change.set("credentials", Given.secretJson("--credentials", credentials));
            patch(service, id, change);
        }
        service.print(service.api().post(path(id) + "/connect", null));
    }

    @Command(
            description = "Ends the connection; the credential stays.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian integrations disconnect 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    void disconnect(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        service.print(service.api().post(path(id) + "/disconnect", null));
    }

    /** What somebody else changes in between is refused by the service and not overwritten. */
    private static JsonNode patch(ServiceOptions service, String id, ObjectNode change) throws InterruptedException {
        Api api = service.api();
        return api.patch(path(id), change, api.getVersioned(path(id)).etag());
    }

    private static String path(String id) {
        return "/integrations/" + Api.encoded(id);
    }
}
