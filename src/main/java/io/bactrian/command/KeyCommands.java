package io.bactrian.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may use the API. */
@Command(
        name = "keys",
        description = "Lists, creates and deletes API keys.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian keys create --name grafana --role viewer"})
public final class KeyCommands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table LIST =
            Table.of("id", "name", "prefix", "role", "projects", "expires=/expiresAt", "last used=/lastUsedAt");

    @Command(
            description = "Lists the API keys; the keys themselves are shown to nobody.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian keys list"})
    void list(@Mixin ServiceOptions service, @Mixin Limit limit) throws InterruptedException {
        service.print(service.api().list("/api-keys", Map.of(), limit.value()), LIST);
    }

    @Command(
            description = "Creates an API key and shows it, this once.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExamples:",
                "  bactrian keys create --name grafana --role viewer",
                "  bactrian keys create --name web --role operator --projects p1,p2 --expires 2027-01-01T00:00:00Z"
            })
    void create(
            @Mixin ServiceOptions service,
            @Option(names = "--name", required = true, description = "Who or what it is for.") String name,
            @Option(names = "--role", required = true, description = "viewer, operator, engineer or admin.")
                    String role,
            @Option(names = "--projects", split = ",", description = "Only these projects, separated by commas.")
                    @Nullable
                    List<String> projects,
            @Option(names = "--expires", paramLabel = "INSTANT", description = "When it stops being good.") @Nullable
                    String expires)
            throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("name", name).put("role", role);
        if (projects != null) {
            projects.forEach(request.putArray("projects")::add);
        }
        if (expires != null) {
            request.put("expiresAt", expires);
        }
        JsonNode created = service.api().post("/api-keys", request);
        service.print(created);
    }

    @Command(
            description = "Deletes an API key; who holds it is refused from then on.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian keys delete 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f"})
    void delete(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = "Id of the key.") String id)
            throws InterruptedException {
        service.api().delete("/api-keys/" + Api.encoded(id));
        service.done("deleted " + id);
    }
}
