package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many requests a first sync of issues needs, beside one for each issue and for each list of its parts. */
@Tag("proof")
class RequestsIT {
    private static final Logger LOG = LoggerFactory.getLogger(RequestsIT.class);
    /** The issue, its comments, its worklogs and its changes. */
    private static final int EACH = 4;

    @TempDir
    Path directory;

    @Test
    void issuesWithAFewPartsEachNeedOneRequestAHundred() {
        JiraSettings site =
                JiraSettings.defaults().withIssues(20_000).withBenchmark(true).withParts(Parts.each(5));

        assertThat(requests(site)).isLessThan(20_000 / 100 * 13 / 10);
    }

    /** Here some issues have more parts than their page shows. */
    @Test
    void issuesWithManyPartsNeedFewMore() {
        assertThat(requests(JiraSettings.defaults().withIssues(2_000))).isLessThan(2_000 * EACH / 4);
    }

    private long requests(JiraSettings site) {
        try (RunningService running = RunningService.start(directory, site, Map.of())) {
            Integration integration = running.connect();
            running.jira().exchanges().reset();
            RunReport run = running.operations()
                    .syncData(
                            Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of("issues"), Duration.ofSeconds(120));
            long requests = running.jira().exchanges().count("");
            LOG.info(
                    "{} issues, {}: {} requests, where one for each would be {}",
                    site.issues(),
                    run.outcome(),
                    requests,
                    site.issues() * EACH);
            assertThat(running.number("select count(*) from work.items")).isEqualTo(site.issues());
            return requests;
        }
    }
}
