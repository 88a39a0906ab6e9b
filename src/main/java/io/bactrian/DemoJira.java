package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo's simulated Jira in a process of its own, at the address it had before. */
final class DemoJira implements AutoCloseable {
    private static final String CHANGE_EVERY_MILLIS = "1500";

    private final ChildJvm process;
    private final String address;

    private DemoJira(ChildJvm process, String address) {
        this.process = process;
        this.address = address;
    }

    static DemoJira start(Path directory, int issues) throws IOException {
        Path port = directory.resolve("jira.port");
        ChildJvm process = ChildJvm.start(
                "256m",
                false,
                List.of(
                        "simulate",
                        "jira",
                        "--port",
                        Files.exists(port) ? Files.readString(port) : "0",
                        "--issues",
                        Integer.toString(issues),
                        "--journal",
                        directory.resolve("jira.journal").toString(),
                        "--change-every",
                        CHANGE_EVERY_MILLIS));
        String address = SimulateCommand.address(process.firstLine());
        Files.writeString(port, address.substring(address.lastIndexOf(':') + 1));
        return new DemoJira(process, address);
    }

    String address() {
        return address;
    }

    /** What the service is asked to connect. */
    ObjectNode integration() {
        JiraSettings account = JiraSettings.defaults();
        ObjectNode request =
                new ObjectMapper().createObjectNode().put("tool", "jira").put("name", "Simulated Jira");
        request.putObject("config").put("baseUrl", address);
        request.putObject("credentials").put("username", account.username()).put("apiToken", account.apiToken());
        return request;
    }

    @Override
    public void close() {
        process.close();
    }
}
