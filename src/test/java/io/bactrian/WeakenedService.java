package io.bactrian;

import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The running service that all tests of a class share, with weakened copies of a tool beside ours. */
final class WeakenedService implements BeforeAllCallback, AfterAllCallback {
    private final String tool;
    private final Weakening weakening;
    private Path directory;
    private RunningService running;

    WeakenedService(String tool, Weakening weakening) {
        this.tool = tool;
        this.weakening = weakening;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("weakened");
        weakening.add(new WeakenedTools(directory.resolve("routes"), tool));
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running.close();
        FileUtil.removeDir(directory.toFile());
    }

    RunningService running() {
        return running;
    }

    /** Adds the copies, each without what the tool of ours has against a trap. */
    @FunctionalInterface
    interface Weakening {
        void add(WeakenedTools tools) throws IOException;
    }
}
