package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.consistency.Gap;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.util.List;

/** One simulated site before a running service, tried with our tool or with a weakened copy of it. */
record JiraTrial(RunningService running, SimulatedJira jira) {
    Integration connect(String tool) {
        return connect(tool, config(), running.credentials(jira.settings().apiToken()));
    }

    /** Through the gateway, with a token that is good there alone. */
    Integration connectThroughGateway(String tool) {
        ObjectNode config = config().put("cloudId", jira.settings().cloudId());
        config.put("gatewayUrl", jira.address().toString());
        return connect(tool, config, running.credentials(jira.settings().scopedToken()));
    }

    private Integration connect(String tool, ObjectNode config, ObjectNode credentials) {
        NewIntegration request = new NewIntegration(tool, "test", null, config, credentials, null, null, null);
        return running.operations().connectToTool(Caller.SYSTEM, request, true);
    }

    private ObjectNode config() {
        return new ObjectMapper()
                .createObjectNode()
                .put("baseUrl", jira.address().toString());
    }

    Integration synced(String tool) {
        Integration integration = connect(tool);
        full(integration);
        return integration;
    }

    RunReport full(Integration integration) {
        return running.sync(integration, SyncMode.FULL);
    }

    /** Of these streams alone, or of all. */
    RunReport incremental(Integration integration, String... streams) {
        return running.operations()
                .syncData(
                        Caller.SYSTEM,
                        integration.id(),
                        SyncMode.INCREMENTAL,
                        List.of(streams),
                        Duration.ofSeconds(60));
    }

    List<String> present(Integration integration, String stream) {
        return texts(
                integration,
                "select external_id from work.records where absence = 'present' and stream = '" + stream + "'");
    }

    /** One column of an issue as the model holds it. */
    String item(Integration integration, String id, String column) {
        return String.join(
                "",
                texts(
                        integration,
                        "select coalesce(" + column + "::text, '') from work.items where external_id = '" + id + "'"));
    }

    /** The texts that a query with a condition finds of one integration. */
    List<String> texts(Integration integration, String query) {
        return running.texts(query.replaceFirst(" where ", " where integration_id = '" + integration.id() + "' and "));
    }

    /** Takes away records as if no window had ever shown them. */
    void lose(Integration integration, List<String> ids) {
        running.jdbi().useHandle(handle -> {
            for (String table : List.of("records", "items")) {
                handle.createUpdate("delete from work." + table
                                + " where integration_id = :integration and external_id = any(:ids)")
                        .bind("integration", integration.id())
                        .bindArray("ids", String.class, ids)
                        .execute();
            }
        });
    }

    static List<String> gaps(RunReport run) {
        return run.certificate().streams().stream()
                .flatMap(stream -> stream.gaps().stream())
                .map(Gap::kind)
                .distinct()
                .toList();
    }
}
