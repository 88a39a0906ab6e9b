package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.VendorContract;
import io.bactrian.simulate.jira.JiraContract;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams that only an integration that asks for them reads, most of them by an administrator's account. */
@Tag("proof")
class JiraAdministrationIT {
    @TempDir
    Path directory;

    private RunningService running;
    private List<String> onRequest;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(40), Map.of());
        Tool jira = running.operations().tools().stream()
                .filter(tool -> tool.name().equals("jira"))
                .findFirst()
                .orElseThrow();
        onRequest = jira.streams().values().stream()
                .filter(StreamDeclaration::onRequest)
                .map(StreamDeclaration::name)
                .toList();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void whatIsAskedForIsReadAsTheVendorDescribesIt() throws Exception {
        VendorContract contract = JiraContract.load();
        contract.watch(running.jira().exchanges());

        Integration integration = running.connect(scope(), "[]");
        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(contract.violations()).isEmpty();
        assertThat(running.texts("select distinct stream from work.records")).containsAll(onRequest);
    }

    @Test
    void whatIsAskedForIssueByIssueIsAskedForChangedIssuesOnly() {
        Integration integration = running.connect("{'also': ['issue_watchers', 'issue_remote_links']}", "[]");
        running.jira().exchanges().reset();
        running.sync(integration, SyncMode.FULL);
        assertThat(running.jira().exchanges().count("/watchers")).isEqualTo(40);
        running.jira().exchanges().reset();
        running.jira().site().change("10005");

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.jira().exchanges().count("/watchers")).isEqualTo(1);
        assertThat(running.jira().exchanges().count("/remotelink")).isEqualTo(1);
    }

    @Test
    void whoAsksForNothingIsNotAskedForIt() {
        Integration integration = running.connect();

        running.sync(integration, SyncMode.FULL);

        assertThat(running.texts("select distinct stream from work.records")).doesNotContainAnyElementsOf(onRequest);
        assertThat(integration.permissions())
                .extracting(StreamPermission::stream)
                .doesNotContainAnyElementsOf(onRequest);
    }

    @Test
    void whatTheAccountMayNotReadIsANamedGapAndNoZeroInGreen() {
        running.jira().site().administrator(false);

        Integration integration = running.connect("{'also': ['screens', 'roles']}", "[]");
        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(integration.permissions().stream()
                        .filter(permission -> !permission.readable())
                        .collect(Collectors.toMap(StreamPermission::stream, StreamPermission::category)))
                .containsAllEntriesOf(Map.of("screens", "permission", "roles", "permission"));
        assertThat(run.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.certificate().streams().stream()
                        .filter(stream -> stream.stream().equals("screens")))
                .singleElement()
                .satisfies(screens ->
                        assertThat(screens.gaps()).extracting(Gap::kind).contains("permission"))
                .extracting(StreamCertificate::confidence)
                .isEqualTo(0.0);
    }

    @Test
    void whoAsksForPartsOfScreensGetsTheScreens() {
        Integration integration = running.connect("{'streams': ['screen_tabs']}", "[]");

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.texts("select stream || ' ' || count(*) from work.records group by stream order by 1"))
                .containsExactly("screen_tabs 3", "screens 2");
    }

    private String scope() {
        return onRequest.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "{'also': [", "]}"));
    }
}
