package io.bactrian;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.Precondition;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.SimulatedTool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A simulated tool that a running service is connected to, and what is stored of it. */
record SyncedTool(RunningService running, Integration integration) {
    static SyncedTool connect(RunningService running, String tool, SimulatedTool simulated, ObjectNode credentials) {
        return new SyncedTool(running, running.connect(tool, simulated.address(), credentials));
    }

    RunReport full() {
        return running.sync(integration, SyncMode.FULL);
    }

    RunReport incremental() {
        return running.sync(integration, SyncMode.INCREMENTAL);
    }

    /** Begins a run, and does not wait for its end. */
    UUID begin(SyncMode mode) {
        return running.operations()
                .syncData(Caller.SYSTEM, integration.id(), mode, List.of(), Duration.ZERO)
                .id();
    }

    RunReport ended(UUID run) {
        await().atMost(Duration.ofSeconds(60)).until(() -> report(run).endedAt() != null);
        return report(run);
    }

    /** Waits until a run rests. */
    void rests(UUID run) {
        await().atMost(Duration.ofSeconds(60)).until(() -> report(run).state() == RunState.WAITING);
    }

    /** Of a run that rests. */
    void letDaysPass(UUID run) {
        running.jdbi().useHandle(handle -> {
            for (String sql : List.of(
                    "update bactrian.run_steps set at = at - interval '2 days' where run_id = ?",
                    "update bactrian.walks set updated_at = updated_at - interval '2 days' where run_id = ?")) {
                handle.execute(sql, run);
            }
        });
    }

    RunReport report(UUID run) {
        return running.operations().run(Caller.SYSTEM, run);
    }

    /** Has a run that is under way rest at its next page, and go on. */
    void rename() {
        change("renamed", null);
    }

    void pause(boolean paused) {
        change(null, paused);
    }

    private void change(@Nullable String name, @Nullable Boolean paused) {
        running.operations()
                .updateIntegration(
                        Caller.SYSTEM,
                        integration.id(),
                        new IntegrationChange(name, null, null, null, null, null, null, paused, null),
                        Precondition.NONE,
                        false);
    }

    /** Of the records that are present. */
    List<String> ids(String stream) {
        return texts("select external_id from work.records where absence = 'present' and stream = '" + stream + "'");
    }

    String title(String item) {
        return texts("select title from work.items where external_id = '" + item + "'")
                .get(0);
    }

    /** @param query that ends with a condition */
    List<String> texts(String query) {
        return running.texts(query + mine());
    }

    /** @param query that ends with a condition */
    int number(String query) {
        return running.number(query + mine());
    }

    private String mine() {
        return " and integration_id = '" + integration.id() + "'";
    }

    /** Streams in which anything differs. */
    static List<StreamCertificate> differing(RunReport run) {
        return run.certificate().streams().stream()
                .filter(stream -> stream.differing().values().stream().anyMatch(count -> count > 0))
                .toList();
    }
}
