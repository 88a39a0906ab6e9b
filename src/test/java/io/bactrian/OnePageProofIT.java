package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.command.Api;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.store.FreshDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap that is too small for a list as a whole is enough for it page by page: what is declared of its pages keeps memory small. */
@Tag("proof")
class OnePageProofIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Who runs out of memory is killed, as by a container. */
    private static final List<String> SMALL_HEAP = List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError");

    private static final int OUT_OF_MEMORY = 3;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TICKETS = 1_000;
    /** Of a ticket; the buffer that holds them all is half as large as the heap, and filled from one of half its size. */
    private static final int LENGTH = 50_000;

    @TempDir
    Path directory;

    private SimulatedDesk desk;

    @BeforeEach
    void startDesk() {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(1).withTickets(TICKETS));
    }

    @AfterEach
    void stopDesk() {
        desk.close();
    }

    @Test
    void aListThatIsLargerThanTheHeapAllowsAtOnceIsReadPageByPage() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(SMALL_HEAP, directory, settings())) {
            String integration = connect(service.client(), "/offset/tickets", "/data/list", pages());
            fillTickets();

            JsonNode run = service.client().post("/integrations/" + integration + "/sync?wait=60", null);

            assertThat(run.path("outcome").asText()).as(run.toString()).isEqualTo("in_sync");
            assertThat(run.at("/streams/0/bytes").asInt()).isGreaterThan(TICKETS * LENGTH);
        }
    }

    @Test
    void withEverythingOnOnePageTheSameHeapIsTooSmall() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(SMALL_HEAP, directory, settings())) {
            String integration = connect(
                    service.client(),
                    "/none/tickets",
                    "",
                    JSON.createObjectNode().put("kind", "none"));
            fillTickets();

            service.client().post("/integrations/" + integration + "/sync", null);

            assertThat(service.ended(LIMIT)).contains(OUT_OF_MEMORY);
        }
    }

    /** To connect is to read one page, too. */
    private void fillTickets() {
        String text = LongTexts.random(LENGTH);
        desk.desk().list("tickets").forEach(ticket -> ticket.put("text", text));
    }

    private static ObjectNode pages() {
        return JSON.createObjectNode()
                .put("kind", "offset")
                .put("parameter", "offset")
                .put("sizeParameter", "size")
                .put("size", 20);
    }

    private String connect(Api api, String path, String items, ObjectNode paging) throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("tool", "generic").put("name", "Heap");
        ObjectNode config = request.putObject("config").put("baseUrl", desk.address() + "/open");
        config.put("timeout", "30s");
        ObjectNode stream = config.putArray("streams").addObject().put("name", "tickets");
        stream.put("path", path).put("items", items).put("id", "/id").put("changedAt", "/updated_at");
        stream.set("paging", paging);
        request.putObject("credentials").put("type", "none");
        return api.post("/integrations", request).path("id").asText();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(FreshDatabase.settings());
        settings.putAll(Map.of(
                "data.directory", directory.resolve("data").toString(),
                "security.admin-key", ServiceProcess.ADMIN_KEY,
                "network.trusted-hosts", "127.0.0.1",
                "server.port", "0",
                "management.port", "0",
                "run.tick", "200ms"));
        return settings;
    }
}
