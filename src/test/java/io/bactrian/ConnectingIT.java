package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that were being connected when the process ended. */
final class ConnectingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static RunningService service;
    private UUID integration;

    @BeforeAll
    static void start() {
        service = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void connect() {
        integration = service.connect().id();
    }

    @AfterEach
    void mend() {
        service.jira().faults().clear();
    }

    @Test
    void oneThatWorksIsConnected() {
        leaveConnecting();

        await().atMost(LIMIT).until(() -> status() == IntegrationStatus.CONNECTED);
    }

    @Test
    void oneThatDoesNotWorkIsDisconnected() {
        service.jira().faults().add(Fault.status(401).on("/myself").always());
        leaveConnecting();

        await().atMost(LIMIT).until(() -> status() == IntegrationStatus.DISCONNECTED);
    }

    @Test
    void oneThatIsBeingConnectedIsLeftToWhoeverConnectsIt() {
        service.operations().disconnectIntegration(Caller.SYSTEM, integration);

        service.operations().connectIntegration(Caller.SYSTEM, integration);

        assertThat(service.number("select count(*) from bactrian.integrations where id = '" + integration
                        + "' and health_due_at > now() + interval '1 minute'"))
                .isOne();
    }

    private void leaveConnecting() {
        service.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.integrations set status = 'connecting', health_due_at = now() where id = ?",
                        integration));
    }

    private IntegrationStatus status() {
        return service.operations().integration(Caller.SYSTEM, integration).status();
    }
}
