package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done from time to time is done for the first time soon after the start. */
class TimersIT {
    /** Shorter than what lies between two times of the timers that wait for long. */
    private static final Duration SOON = Duration.ofSeconds(50);

    @TempDir
    Path directory;

    @Test
    void eachTimerGoesOffSoonAfterTheStart() {
        try (RunningService running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(1), Map.of("retention.tick", "1h"))) {
            CamelContext context = running.service().context();
            ManagedCamelContext managed =
                    context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
            List<String> timers = context.getRoutes().stream()
                    .filter(route -> route.getEndpoint().getEndpointUri().startsWith("quartz"))
                    .map(Route::getRouteId)
                    .toList();

            assertThat(timers).contains("access-prune", "usage-sum", "retention-tick", "run-tick");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(timers)
                            .allSatisfy(timer -> assertThat(
                                            managed.getManagedRoute(timer).getExchangesTotal())
                                    .isPositive()));
        }
    }
}
