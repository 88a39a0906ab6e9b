package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.HealthStatus;
import io.bactrian.connection.Integration;
import io.bactrian.connection.Integration.StreamPermission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Jira Data Center is found out when it is connected, and from then on asked in its own way. */
class DataCenterConnectIT extends WithDataCenter {
    @Test
    void aDataCenterIsKnownByWhatItTellsOfItself() {
        Integration connected = connect().integration();

        assertThat(connected.account().path("deploymentType").asText()).isEqualTo("Server");
        assertThat(connected.account().path("accountId").asText()).isEqualTo("JIRAUSER10100");
        assertThat(connected.permissions())
                .extracting(StreamPermission::stream)
                .contains("issues", "users", "sprints")
                .doesNotContain("labels", "groups", "filters");
        assertThat(connected.permissions())
                .filteredOn(permission ->
                        !permission.readable() && !permission.reason().startsWith("not tried"))
                .isEmpty();
    }

    @Test
    void aPasswordLetsInAsAPersonalAccessTokenDoes() {
        ObjectNode password =
                JSON.createObjectNode().put("username", server().username()).put("password", server().password());

        Integration connected = connect(password, null).integration();

        assertThat(connected.account().path("displayName").asText()).isEqualTo("Dana Ostrow");
    }

    /** What tells of the kind tells strangers, too. */
    @Test
    void aWrongTokenIsNoConnectionThoughTheKindWasTold() {
        ObjectNode wrong = token().put("accessToken", "wrong");

        assertThatThrownBy(() -> connect(wrong, null)).hasMessageContaining("/rest/api/2/myself answered 401");
    }

    @Test
    void aStreamThatADataCenterLacksIsAMistakeOfTheScope() {
        ObjectNode scope = JSON.createObjectNode();
        scope.putArray("streams").add("issues").add("labels");

        assertThatThrownBy(() -> connect(token(), scope))
                .hasMessageContaining("does not answer as the integration says");
    }

    @Test
    void projectsOfTheScopeAreCountedAndUnknownOnesRefused() {
        ObjectNode known = JSON.createObjectNode();
        known.putArray("projects").add("10001");
        ObjectNode unknown = JSON.createObjectNode();
        unknown.putArray("projects").add("NOSUCH");

        synced = connect(token(), known);

        assertInSync(synced.full());
        assertThat(synced.texts("select distinct project_ids[1] from work.items where deleted_at is null"))
                .containsExactly("10001");
        assertThatThrownBy(() -> connect(token(), unknown))
                .hasMessageContaining("does not answer as the integration says");
    }

    @Test
    void aPatchIsEditedWhileTheServiceRuns() throws IOException {
        synced = connect();
        Path patch = directory.resolve("routes/jira/variants/server/streams/issues.yaml");
        String before = Files.readString(patch);

        Files.writeString(
                patch, before.replace("assignee_ids: /fields/assignee/key", "assignee_ids: /fields/assignee/name"));
        await().until(() -> assigneeAt().equals(List.of("/fields/assignee/name")));

        assertInSync(synced.full());
        assertThat(synced.texts("select distinct assignee_ids[1] from work.items where assignee_ids[1] is not null"))
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("JIRAUSER"));
        Files.writeString(patch, before);
        await().until(() -> assigneeAt().equals(List.of("/fields/assignee/key")));
    }

    @Test
    void aHealthCheckForgetsNothingOfTheKind() {
        synced = connect();

        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.integrations set health_due_at = now() where id = ?",
                        synced.integration().id()));

        await().until(() -> stored().health().equals(HealthStatus.HEALTHY));
        assertThat(stored().account().path("deploymentType").asText()).isEqualTo("Server");
    }

    private Integration stored() {
        return running.operations()
                .integration(Caller.SYSTEM, synced.integration().id());
    }

    private static List<String> assigneeAt() {
        return declared().stream("issues").fields().get("assignee_ids").pointers();
    }
}
