package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repair of records that cannot be asked for one by one: it reads the whole list, in which they may stand or not. */
class RepairedListIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PAGE = 4;
    private static final String TICKETS = """
            {"name": "tickets", "path": "/offset/tickets", "items": "/data/list", "id": "/id",
             "paging": {"kind": "offset", "parameter": "offset", "total": "/total", "sizeParameter": "size", "size": %d}}
            """.formatted(PAGE);

    private SimulatedDesk desk;
    private Integration integration;
    private List<String> tickets;
    private String damaged;

    @BeforeEach
    void damageTheFirstTicketOfTheSecondPage() throws JsonProcessingException {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(1).withTickets(9));
        integration = connect();
        running.sync(integration, SyncMode.FULL);
        tickets = desk.desk().list("tickets").stream()
                .map(ticket -> ticket.path("id").asText())
                .toList();
        damaged = tickets.get(PAGE);
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "update work.records set raw = (raw::jsonb || '{\"subject\": \"changed here\"}')::text"
                                + " where stream = 'tickets' and external_id = ? and integration_id = ?",
                        damaged,
                        integration.id()));
        running.operations().validateDataConsistency(Caller.SYSTEM, integration.id(), ValidationMode.FULL, null, LONG);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void whatSlidesOverTheEdgeOfAPageIsNotGone() {
        AtomicBoolean isDone = new AtomicBoolean();
        desk.exchanges().listen(exchange -> {
            if (exchange.path().endsWith("/tickets") && isDone.compareAndSet(false, true)) {
                desk.desk().delete("tickets", tickets.get(0));
            }
        });

        running.operations().repair(Caller.SYSTEM, integration.id(), false, LONG);

        assertThat(isDone).isTrue();
        assertThat(damaged("absence")).isEqualTo("present");
        assertThat(damaged("raw")).doesNotContain("changed here");
    }

    @Test
    void whatStandsInTheListNoMoreIs() {
        desk.desk().delete("tickets", damaged);

        running.operations().repair(Caller.SYSTEM, integration.id(), false, LONG);

        assertThat(damaged("absence")).isEqualTo("gone");
    }

    private String damaged(String column) {
        return running.texts("select " + column + " from work.records where stream = 'tickets' and external_id = '"
                        + damaged + "' and integration_id = '" + integration.id() + "'")
                .get(0);
    }

    private Integration connect() throws JsonProcessingException {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", desk.address() + "/open");
        config.withArray("streams").add(JSON.readTree(TICKETS));
        JsonNode stranger = JSON.createObjectNode().put("type", "none");
        return running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration("generic", "desk", null, config, stranger, null, null, null),
                        true);
    }
}
