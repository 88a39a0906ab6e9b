package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedProcessorMBean;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows of a call and of a page can be exchanged while a sync runs through them: suspend, drain, swap. */
@Tag("proof")
class SwapIT {
    private static final int ISSUES = 1500;
    private static final String SEARCH = "/search/jql";

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
        integration = running.connect();
        // Slow until both are swapped, so that the run cannot be over before that.
        running.jira()
                .faults()
                .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(500))
                        .on(SEARCH)
                        .always());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRunGoesOnThroughACallAndAPageThatAreSwappedUnderIt() throws Exception {
        UUID run = startedInTheMiddle();

        swap("jira-call", "routes/jira/call.camel.yaml", "jira-call-swapped");
        swap("sync-page", "routes/sync/page.camel.yaml", "sync-page-swapped");
        running.jira().faults().clear();

        RunReport report = ended(run);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(report.timeline()).extracting(step -> step.step()).doesNotContain("failed", "resumed");
        assertThat(running.number("select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(ISSUES);
        assertThat(report.streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .allSatisfy(stream -> assertThat(stream.fetched()).isEqualTo(ISSUES));
        assertThat(passed("jira-call-swapped")).isPositive();
        assertThat(passed("sync-page-swapped")).isPositive();
    }

    private UUID startedInTheMiddle() {
        running.jira().exchanges().reset();
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.jira().exchanges().count(SEARCH) >= 3);
        return run;
    }

    /** Replaces a route by the one of its file with one more node at its beginning. */
    private void swap(String route, String file, String node) throws Exception {
        String added = "steps:\n        - setProperty: {id: " + node
                + ", name: swapped, expression: {constant: {expression: \"yes\"}}}";
        byte[] changed =
                Files.readString(Path.of(file)).replaceFirst("steps:", added).getBytes(StandardCharsets.UTF_8);
        CamelContext context = running.service().context();
        // Not suspendRoute: it lets a direct consumer go on taking in while it waits for the last exchange to leave.
        ServiceHelper.suspendService(context.getRoute(route).getConsumer());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> context.getInflightRepository().size(route) == 0);
        context.getRouteController().stopRoute(route);
        context.removeRoute(route);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromBytes(file, changed));
    }

    private long passed(String node) throws Exception {
        ManagedProcessorMBean processor = running.service()
                .context()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedProcessor(node);
        return processor.getExchangesCompleted();
    }

    private RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
        return running.operations().run(Caller.SYSTEM, run);
    }
}
