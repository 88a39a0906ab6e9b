package io.bactrian;

import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a tool that share one service; each connects a simulated tool of its own. */
abstract class WithRunningService {
    static RunningService running;

    @BeforeAll
    static void startService(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterAll
    static void stopService() {
        running.close();
    }
}
