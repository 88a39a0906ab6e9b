package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.trello.TrelloSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A simulated tool of the demo in a process of its own, at the address it had before. */
final class DemoTool implements AutoCloseable {
    private static final String CHANGE_EVERY_MILLIS = "1500";

    private final ChildJvm process;
    private final String address;
    private final ObjectNode integration;

    private DemoTool(ChildJvm process, String address, ObjectNode integration) {
        this.process = process;
        this.address = address;
        this.integration = integration;
    }

    static DemoTool jira(Path directory, int issues) throws IOException {
        JiraSettings account = JiraSettings.defaults();
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "jira").put("name", "Simulated Jira");
        request.putObject("config");
        request.putObject("credentials").put("username", account.username()).put("apiToken", account.apiToken());
        return start(directory, "jira", "", request, List.of("--issues", Integer.toString(issues), "--boards", "2"));
    }

    static DemoTool asana(Path directory) throws IOException {
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "asana").put("name", "Simulated Asana");
        request.putObject("config");
        request.putObject("credentials")
                .put("accessToken", AsanaSettings.defaults().accessToken());
        return start(directory, "asana", "", request, List.of("--projects", "3", "--tickets", "30"));
    }

    static DemoTool trello(Path directory) throws IOException {
        TrelloSettings account = TrelloSettings.defaults();
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "trello").put("name", "Simulated Trello");
        request.putObject("config");
        request.putObject("credentials").put("apiKey", account.apiKey()).put("token", account.token());
        return start(directory, "trello", "", request, List.of());
    }

    /** A tool that is known by its configuration alone. */
    static DemoTool desk(Path directory) throws IOException {
        try (InputStream file = DemoTool.class.getResourceAsStream("/demo/help-desk.json")) {
            ObjectNode request = (ObjectNode) new ObjectMapper().readTree(file);
            request.withObject("/credentials")
                    .put("value", DeskSettings.defaults().secret());
            return start(directory, "generic", "/header", request, List.of());
        }
    }

    private static DemoTool start(Path directory, String tool, String base, ObjectNode request, List<String> options)
            throws IOException {
        Path port = directory.resolve(tool + ".port");
        List<String> arguments = new ArrayList<>(List.of(
                "simulate",
                tool,
                "--port",
                Files.exists(port) ? Files.readString(port) : "0",
                "--journal",
                directory.resolve(tool + ".journal").toString(),
                "--change-every",
                CHANGE_EVERY_MILLIS));
        arguments.addAll(options);
        ChildJvm process = ChildJvm.start("256m", arguments);
        String address = SimulateCommand.address(process.firstLine());
        Files.writeString(port, address.substring(address.lastIndexOf(':') + 1));
        request.withObject("/config").put("baseUrl", address + base);
        return new DemoTool(process, address, request);
    }

    String address() {
        return address;
    }

    /** What the service is asked to connect. */
    ObjectNode integration() {
        return integration;
    }

    String name() {
        return integration.path("name").asText();
    }

    @Override
    public void close() {
        process.close();
    }
}
