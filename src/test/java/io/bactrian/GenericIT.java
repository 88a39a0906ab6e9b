package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.Mischief;
import io.bactrian.simulate.generic.SimulatedDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool that is known by its configuration alone, from connection to certificate. */
class GenericIT extends WithRunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PAGING = Map.of(
            "none", "{'kind': 'none'}",
            "page", "{'kind': 'page', 'parameter': 'page', 'sizeParameter': 'size', 'size': 7, 'pages': '/meta/pages'}",
            "page0", "{'kind': 'page', 'parameter': 'page', 'first': 0, 'hasMore': '/meta/has_more'}",
            "offset", "{'kind': 'offset', 'parameter': 'offset', 'sizeParameter': 'size', 'size': 7}",
            "cursor", "{'kind': 'cursor', 'parameter': 'cursor', 'next': '/next', 'hasMore': '/has_more'}",
            "search", "{'kind': 'cursor', 'parameter': '/page/cursor', 'next': '/next', 'sizeParameter': '/page/size'}",
            "link", "{'kind': 'link', 'sizeParameter': 'size', 'size': 7}",
            "next_url", "{'kind': 'next_url', 'next': '/next'}");
    private static final Map<String, String> ITEMS = Map.of(
            "none", "",
            "page", "/data",
            "page0", "/data",
            "offset", "/data/list",
            "cursor", "/result/rows",
            "search", "/result/rows",
            "link", "",
            "next_url", "/results");
    private static final Map<String, String> FORMATS = Map.of(
            "since", "{'format': 'iso', 'overlap': '0s'}",
            "since_s", "{'format': 'epoch_s', 'overlap': '0s'}",
            "since_ms", "{'format': 'epoch_ms', 'overlap': '0s'}",
            "since_local", "{'format': 'yyyy-MM-dd HH:mm', 'zone': 'Europe/Berlin', 'overlap': '0s'}");
    private static final Map<String, String> CREDENTIALS = Map.of(
            "open", "{'type': 'none'}",
            "basic", "{'type': 'basic', 'username': 'dana', 'password': 'simulated-secret'}",
            "bearer", "{'type': 'bearer', 'token': 'simulated-secret'}",
            "header", "{'type': 'apiKey', 'in': 'header', 'name': 'desk_key', 'value': 'simulated-secret'}",
            "query", "{'type': 'apiKey', 'in': 'query', 'name': 'desk_key', 'value': 'simulated-secret'}");

    private SimulatedDesk desk;

    @BeforeEach
    void startDesk() {
        desk = SimulatedDesk.start(DeskSettings.defaults().withProjects(3).withTickets(15));
    }

    @AfterEach
    void stopDesk() {
        desk.close();
    }

    static Stream<Arguments> everyWay() {
        List<Arguments> ways = new ArrayList<>();
        for (String paging : new TreeSet<>(PAGING.keySet())) {
            for (String parameter : new TreeSet<>(FORMATS.keySet())) {
                List<String> doors = List.copyOf(new TreeSet<>(CREDENTIALS.keySet()));
                // Each of the doors meets each paging and each format, though not all three of them.
                int first = paging.hashCode() + parameter.hashCode();
                ways.add(Arguments.of(doors.get(Math.floorMod(first, 5)), paging, parameter));
                ways.add(Arguments.of(doors.get(Math.floorMod(first + 2, 5)), paging, parameter));
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void everyPagingFormatAndCredentialBringsTheSame(String door, String paging, String parameter) {
        Integration integration = connect(door, stream("tickets", paging, parameter));

        RunReport first = running.sync(integration, SyncMode.INCREMENTAL);
        String created = desk.desk().createTicket(id("projects", 0));
        desk.desk().change("tickets", id("tickets", 3));
        RunReport second = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(first.outcome()).as(first.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(second.streams()).singleElement().satisfies(tickets -> {
            assertThat(tickets.created()).isEqualTo(1);
            assertThat(tickets.updated()).isEqualTo(1);
        });
        assertThat(fetched(second)).isLessThan(fetched(first));
        assertThat(stored(integration, "tickets")).containsExactlyInAnyOrderElementsOf(expected("tickets"));
        assertThat(created).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ELSEWHERE", "CIRCLE", "SAME_PAGE", "EMPTY_PAGE"})
    void aNextPageThatLeadsNowhereIsAGapAndNeverAnEnd(Mischief mischief) {
        try (SimulatedDesk other = SimulatedDesk.start(DeskSettings.defaults())) {
            Integration integration = connect("query", stream("tickets", "next_url", null));
            desk.mislead(mischief, other.address().toString());

            RunReport run = running.sync(integration, SyncMode.FULL);

            assertThat(run.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
            assertThat(run.certificate().streams().get(0).gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.kind()).isEqualTo("invalid_data"));
            assertThat(other.exchanges().counts()).isEmpty();
            assertThat(desk.exchanges().count("/tickets")).isLessThan(20);
        }
    }

    @Test
    void whatATableIsMappedToIsThere() {
        ObjectNode tickets = stream("tickets", "offset", null);
        tickets.put("entity", "items");
        tickets.set(
                "mapping",
                json("{'key': '/number', 'title': '/subject', 'status': {'at': '/state',"
                        + " 'map': {'solved': 'done'}}, 'assignee_ids': '/assignee', 'labels': '/labels/*',"
                        + " 'url': '{baseUrl}/tickets/{/id}', 'created_at': '/created_at'}"));
        Integration integration = connect("open", tickets);

        running.sync(integration, SyncMode.FULL);

        JsonNode first = desk.desk().list("tickets").get(0);
        assertThat(running.texts("select concat_ws('|', key, title, assignee_ids[1], labels[2], url) from work.items"
                        + " where integration_id = '" + integration.id() + "' and external_id = '"
                        + first.path("id").asText() + "'"))
                .containsExactly(String.join(
                        "|",
                        first.path("number").asText(),
                        first.path("subject").asText(),
                        first.path("assignee").asText(),
                        "desk",
                        desk.address() + "/open/tickets/" + first.path("id").asText()));
    }

    @Test
    void theSecretIsNowhereInTheDatabase() {
        Integration integration = connect("query", stream("tickets", "next_url", null));

        running.sync(integration, SyncMode.FULL);

        assertThat(
                        running.texts(
                                "select w.position from bactrian.walks w where w.position like '%simulated-secret%'"
                                        + " union all select f.message from bactrian.failures f where f.message like '%simulated-secret%'"))
                .isEmpty();
    }

    private Integration connect(String door, ObjectNode... streams) {
        ObjectNode config = JSON.createObjectNode()
                .put("baseUrl", desk.address() + "/" + door)
                .put("timeout", "5s");
        config.putArray("streams").addAll(List.of(streams));
        return running.operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                "generic", door, null, config, json(CREDENTIALS.get(door)), null, null, null),
                        true);
    }

    private ObjectNode stream(String list, String paging, String parameter) {
        ObjectNode stream = JSON.createObjectNode()
                .put("name", list)
                .put("path", "/" + paging + "/" + list)
                .put("items", ITEMS.get(paging))
                .put("id", "/id")
                .put("changedAt", "/updated_at");
        stream.set("paging", json(PAGING.get(paging)));
        if (paging.equals("search")) {
            stream.put("method", "POST");
            stream.set("body", json("{'filter': {'kind': 'all'}}"));
        }
        if (parameter != null) {
            ObjectNode incremental = (ObjectNode) json(FORMATS.get(parameter));
            stream.set(
                    "incremental",
                    incremental.put("parameter", paging.equals("search") ? "/filter/" + parameter : parameter));
        }
        return stream;
    }

    private String id(String list, int index) {
        return desk.desk().list(list).get(index).path("id").asText();
    }

    private List<String> expected(String list) {
        return desk.desk().list(list).stream().map(JsonNode::toString).toList();
    }

    private static List<String> stored(Integration integration, String stream) {
        return running.texts("select raw from work.records where stream = '" + stream + "' and integration_id = '"
                + integration.id() + "'");
    }

    private static long fetched(RunReport run) {
        return run.streams().stream().mapToLong(stream -> stream.fetched()).sum();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
