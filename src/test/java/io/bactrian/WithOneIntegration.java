package io.bactrian;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one integration that share one service; each has an integration of its own. */
abstract class WithOneIntegration {
    static final String WRONG = "{\"credentials\": {\"username\": \"x\", \"apiToken\": \"canary-wrong\"}}";

    @TempDir
    static Path directory;

    static RunningService running;
    RestClient rest;
    UUID id;

    @BeforeAll
    static void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(10), Map.of("health.interval", "1h"));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void connect() {
        rest = new RestClient(running.address());
        id = running.connect().id();
    }

    @AfterEach
    void remove() throws Exception {
        rest.delete(id);
    }

    final Integration stored() {
        return running.operations().integration(Caller.SYSTEM, id);
    }

    final int credentials() {
        return running.number("select count(*) from bactrian.credentials where integration_id = '" + id + "'");
    }
}
