package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reading that was left off in a list that is gone when it goes on. */
@Tag("proof")
class GoneListIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TICKETS = 9;
    private static final String PROJECTS = """
            {"name": "projects", "path": "/page/projects", "items": "/data", "id": "/id",
             "paging": {"kind": "page", "parameter": "page", "sizeParameter": "size", "size": 3}}
            """;
    private static final String BY_OFFSET = """
            {"name": "tickets", "path": "/offset/projects/{parent}/tickets", "items": "/data/list", "id": "/id",
             "changedAt": "/updated_at", "partition": {"of": "projects"},
             "incremental": {"parameter": "since_ms", "format": "epoch_ms", "overlap": "0s"},
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": 4}}
            """;
    private static final String BY_LINK = """
            {"name": "tickets", "path": "/link/projects/{parent}/tickets", "items": "", "id": "/id",
             "partition": {"of": "projects"}, "paging": {"kind": "link", "sizeParameter": "size", "size": 4}}
            """;

    private SimulatedDesk desk;

    @BeforeEach
    void start() {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(5).withTickets(TICKETS));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void theNextListIsNotBegunFarDown() {
        assertThatTheNextListIsReadWhole(BY_OFFSET, 2);
    }

    @Test
    void theNextListIsNotAskedForAtItsAddress() {
        assertThatTheNextListIsReadWhole(BY_LINK, 1);
    }

    private void assertThatTheNextListIsReadWhole(String tickets, int pages) {
        Integration integration = connect(tickets);
        List<String> projects = ids(desk.desk().list("projects"));
        String gone = projects.get(1);
        String next = projects.get(2);
        cancelAfter(integration, "/projects/" + gone + "/tickets", pages);
        desk.desk().delete("projects", gone);

        running.sync(integration, SyncMode.FULL);

        List<JsonNode> there = desk.desk().list("tickets").stream()
                .filter(ticket -> ticket.path("project_id").asText().equals(next))
                .<JsonNode>map(ticket -> ticket)
                .toList();
        assertThat(running.texts(
                        "select external_id from work.records where stream = 'tickets' and absence = 'present' and parent_id = '"
                                + next + "' and integration_id = '" + integration.id() + "'"))
                .containsExactlyInAnyOrderElementsOf(ids(there));
    }

    private static List<String> ids(List<? extends JsonNode> records) {
        return records.stream().map(one -> one.path("id").asText()).sorted().toList();
    }

    private void cancelAfter(Integration integration, String path, int pages) {
        CompletableFuture<UUID> run = new CompletableFuture<>();
        AtomicInteger seen = new AtomicInteger();
        desk.exchanges().listen(exchange -> {
            if (exchange.path().endsWith(path) && seen.incrementAndGet() == pages) {
                running.operations().cancelRun(Caller.SYSTEM, run.join());
            }
        });
        run.complete(running.operations()
                .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                .id());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.operations().run(Caller.SYSTEM, run.join()).endedAt() != null);
    }

    private Integration connect(String tickets) {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        config.withArray("streams").add(json(tickets)).add(json(PROJECTS));
        JsonNode stranger = JSON.createObjectNode().put("type", "none");
        return running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration("generic", "desk", null, config, stranger, null, null, null),
                        true);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
