package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.bactrian.ApiClient;
import com.example.bactrian.ApiException;
import com.example.bactrian.api.ConsistencyApi;
import com.example.bactrian.api.IntegrationsApi;
import com.example.bactrian.model.Difference;
import com.example.bactrian.model.FreshStored;
import com.example.bactrian.model.Freshness;
import com.example.bactrian.model.Integration;
import com.example.bactrian.model.NewIntegration;
import com.example.bactrian.model.Outcome;
import com.example.bactrian.model.Run;
import com.example.bactrian.model.Status;
import com.example.bactrian.model.Sync;
import com.example.bactrian.model.Validation;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that a generator made of the contract, with nothing written by hand, does the whole way. */
class GeneratedClientIT {
    @TempDir
    Path directory;

    private RunningService running;
    private IntegrationsApi integrations;
    private ConsistencyApi consistency;

    @BeforeEach
    void start() {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(20), Map.of());
        integrations = new IntegrationsApi(client(ServiceProcess.ADMIN_KEY));
        consistency = new ConsistencyApi(client(ServiceProcess.ADMIN_KEY));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(running.address().toString());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    private NewIntegration request() {
        return new NewIntegration()
                .tool("jira")
                .name("Generated")
                .config(Map.of("baseUrl", running.jira().address().toString()))
                .credentials(Map.of(
                        "username", running.jira().settings().username(),
                        "apiToken", running.jira().settings().apiToken()));
    }

    @Test
    void itCreatesSyncsValidatesAndDeletes() throws ApiException {
        Integration created = integrations.createIntegration(request(), null);

        Run synced = integrations.syncIntegration(created.getId(), 60, new Sync().mode(Sync.ModeEnum.FULL));
        Run validated =
                consistency.validateIntegration(created.getId(), 60, new Validation().mode(Validation.ModeEnum.FULL));
        integrations.deleteIntegration(created.getId(), null);

        assertThat(created.getStatus()).isEqualTo(Status.CONNECTED);
        assertThat(synced.getOutcome()).isEqualTo(Outcome.IN_SYNC);
        assertThat(synced.getCertificate().getConfidence()).isEqualByComparingTo("1");
        assertThat(validated.getOutcome()).isEqualTo(Outcome.IN_SYNC);
        assertThat(integrations.listIntegrations(null, null, null, null, null).getItems())
                .isEmpty();
    }

    @Test
    void itReadsARecordLive() throws ApiException {
        Integration created = integrations.createIntegration(request(), null);
        integrations.syncIntegration(created.getId(), 60, new Sync().mode(Sync.ModeEnum.FULL));
        String issue = running.jira().site().ids().get(0);
        running.jira().site().change(issue);

        Freshness fresh =
                consistency.getRecord(created.getId(), "issues", issue, true).getFresh();

        assertThat(fresh.getSource()).isEqualTo(Freshness.SourceEnum.TOOL);
        assertThat(fresh.getStored()).isEqualTo(FreshStored.DIFFERENT);
        assertThat(fresh.getDifferences()).extracting(Difference::getPointer).contains("/fields/updated");
    }

    @Test
    void aRefusalIsAnExceptionWithTheProblemInIt() {
        IntegrationsApi stranger = new IntegrationsApi(client("bk_none"));

        assertThatThrownBy(() -> stranger.listIntegrations(null, null, null, null, null))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(401);
                    assertThat(refused.getResponseBody()).contains("\"category\":\"authentication\"");
                });
    }
}
