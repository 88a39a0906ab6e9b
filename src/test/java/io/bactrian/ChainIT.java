package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.wiring.Service;
import io.bactrian.wiring.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of one integration: connected, synced, certified. */
class ChainIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private static int rows(Service service, String query) {
        return service.database()
                .owner()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    @Test
    void aSyncedSiteIsCertifiedInSync() throws Exception {
        JiraSettings site = JiraSettings.defaults().withIssues(300);
        try (SimulatedJira jira = SimulatedJira.start(site);
                Service service = Service.start(Settings.read(
                        Settings.usualFile(),
                        Map.of(),
                        Map.of(
                                "data.directory",
                                directory.toString(),
                                "server.port",
                                "0",
                                "management.port",
                                "0",
                                "routes.directory",
                                "routes",
                                "network.trusted-hosts",
                                "127.0.0.1,localhost")))) {
            Integration integration = service.operations()
                    .connectToTool(
                            Caller.SYSTEM,
                            new NewIntegration(
                                    "jira",
                                    "test",
                                    null,
                                    JSON.createObjectNode()
                                            .put("baseUrl", jira.address().toString()),
                                    JSON.createObjectNode()
                                            .put("username", site.username())
                                            .put("apiToken", site.apiToken()),
                                    null,
                                    null,
                                    null),
                            true);

            RunReport run = service.operations()
                    .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ofSeconds(60));

            assertThat(run.outcome()).isEqualTo(RunOutcome.IN_SYNC);
            assertThat(rows(service, "select count(*) from work.jira_issues where key is not null"))
                    .isEqualTo(300);
            assertThat(rows(service, "select count(*) from work.jira_comments where raw ->> 'id' = external_id"))
                    .isPositive();
            assertThat(rows(service, "select count(*) from work.jira_issues where story_points > 0"))
                    .isPositive();
            assertThat(rows(service, """
                            select count(*) from work.jira_issues
                            where story_points is distinct from (raw #>> '{fields,customfield_10016}')::numeric""")).isZero();
        }
    }
}
