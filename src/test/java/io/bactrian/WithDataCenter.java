package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.ServerSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.tool.Tool;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Jira Data Center that share one service; each has a site of its own. */
abstract class WithDataCenter {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int ISSUES = 130;

    @TempDir
    static Path directory;

    static RunningService running;

    SimulatedJira jira;
    SyncedTool synced;

    @BeforeAll
    static void startService() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }

    @BeforeEach
    void start() {
        jira = SimulatedJira.start(
                JiraSettings.defaults().withIssues(ISSUES).withBoards(3).asDataCenter());
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    final ServerSettings server() {
        return Objects.requireNonNull(jira.settings().server());
    }

    final ObjectNode token() {
        return JSON.createObjectNode().put("accessToken", server().token());
    }

    final SyncedTool connect(ObjectNode credentials, @Nullable JsonNode scope) {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", jira.home().toString());
        NewIntegration request = new NewIntegration("jira", "test", null, config, credentials, scope, null, null);
        return new SyncedTool(running, running.operations().connectToTool(Caller.SYSTEM, request, true));
    }

    final SyncedTool connect() {
        return connect(token(), null);
    }

    static void assertInSync(RunReport run) {
        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    static Tool declared() {
        return running.service().tools().get("jira").of(Map.of("deploymentType", "Server"));
    }
}
