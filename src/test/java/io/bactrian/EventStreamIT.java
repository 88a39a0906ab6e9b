package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.KeyRegister.MadeKey;
import io.bactrian.access.key.NewKey;
import io.bactrian.event.Events;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Alongside;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events as its callers meet it. */
final class EventStreamIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                directory,
                JiraSettings.defaults().withIssues(1),
                Map.of("events.tick", "50ms", "events.heartbeat", "1s"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anEventIsToldWithItsIdAndTheStreamGoesOnBehindIt() throws Exception {
        String first;
        try (Stream stream = open("?type=resumed", key(null))) {
            add("resumed.one", null, "");
            stream.awaitLine("event: resumed.one");
            first = stream.ids().get(0);
        }
        add("resumed.two", null, "");

        try (Stream again = open("?type=resumed&after=" + first, key(null))) {
            again.awaitLine("event: resumed.two");

            assertThat(again.lines).doesNotContain("event: resumed.one");
        }
    }

    @Test
    void anIdOfBeforeARestoreIsAnsweredWithAResetAndWhatComesThen() throws Exception {
        try (Stream stream = open("?type=restored&after=999999999999999-1", key(null))) {
            stream.awaitLine("event: stream.reset");
            add("restored.one", null, "");
            stream.awaitLine("event: restored.one");

            String resumed = stream.ids().get(0);
            try (Stream again = open("?type=restored&after=" + resumed, key(null))) {
                again.awaitLine("event: restored.one");

                assertThat(again.lines).doesNotContain("event: stream.reset");
            }
        }
    }

    @Test
    void onlyWhatWasAskedForIsTold() throws Exception {
        UUID integration = UUID.randomUUID();
        try (Stream stream = open("?type=wanted&integrationId=" + integration, key(null))) {
            add("unwanted.event", integration, "");
            add("wanted.other", UUID.randomUUID(), "");
            add("wanted.event", integration, "");

            stream.awaitLine("event: wanted.event");
            assertThat(stream.events()).containsExactly("event: wanted.event");
        }
    }

    @Test
    void aCallerIsToldOfHisProjectsOnly() throws Exception {
        String bound = key(Set.of("mine"));
        try (Stream stream = open("?type=project", bound)) {
            addOf("project.foreign", "foreign");
            addOf("project.none", null);
            addOf("project.mine", "mine");

            stream.awaitLine("event: project.mine");
            assertThat(stream.events()).containsExactly("event: project.mine");
        }
    }

    @Test
    void aSilentStreamShowsThatItIsAlive() throws Exception {
        try (Stream stream = open("?type=silent", key(null))) {
            stream.awaitLine(": still here");
        }
    }

    @Test
    void aWithdrawnKeyEndsItsStream() throws Exception {
        MadeKey made = make(null);
        try (Stream stream = open("", made.key())) {
            new KeyRegister(service.service().database().jdbi())
                    .withdraw(Caller.SYSTEM, made.issued().id(), Alongside.NOTHING);

            await().atMost(LIMIT).until(() -> stream.ended);
        }
    }

    @Test
    void aSlowReaderIsCutOffAndTheOthersAreToldEverything() throws Exception {
        String key = key(null);
        try (Socket slow = neverRead("?type=flood", key);
                Stream quick = open("?type=flood", key)) {
            for (int number = 0; number < 300; number++) {
                add("flood.event", null, "x".repeat(60_000));
            }
            add("flood.end", null, "");

            quick.awaitLine("event: flood.end");
            assertThat(quick.events()).hasSize(301);
            await().atMost(LIMIT).until(() -> service.service().streams() == 1);
            assertThat(slow.isClosed()).isFalse();
        }
    }

    /** Asks, and then takes nothing. */
    private static Socket neverRead(String query, String key) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                service.address().getHost(), service.address().getPort()));
        socket.getOutputStream()
                .write(("GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void aPositionThatIsNoneIsRefused() throws Exception {
        for (String query : List.of("?after=x", "?integrationId=x", "?unknown=1")) {
            HttpResponse<String> answer = CLIENT.send(request(query, key(null)).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private static String key(Set<String> projects) {
        return make(projects).key();
    }

    private static MadeKey make(Set<String> projects) {
        return new KeyRegister(service.service().database().jdbi())
                .make(Caller.SYSTEM, new NewKey("reader", Role.VIEWER, projects, null), id -> Alongside.NOTHING);
    }

    private static void add(String type, UUID integration, String text) {
        service.jdbi().useHandle(handle -> Events.add(handle, type, integration, Map.of("text", text)));
    }

    private static void addOf(String type, String project) {
        service.jdbi().useHandle(handle -> handle.execute("""
                insert into bactrian.events (type, project_id, data, noted_at) values (?, ?, '{}', now())""", type, project));
    }

    private static HttpRequest.Builder request(String query, String key) {
        URI address = service.address().resolve("/api/v1/events" + query);
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key);
    }

    private static Stream open(String query, String key) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(request(query, key).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
        return new Stream(answer.body());
    }

    /** An open stream and the lines it has brought so far. */
    private static final class Stream implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream body;
        private volatile boolean ended;

        Stream(InputStream body) {
            this.body = body;
            Thread reader = new Thread(this::read, "event-reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            try {
                String line = reader.readLine();
                while (line != null) {
                    lines.add(line);
                    line = reader.readLine();
                }
            } catch (IOException broken) {
                lines.add("broken");
            }
            ended = true;
        }

        void awaitLine(String line) {
            await().atMost(LIMIT).until(() -> lines.contains(line));
        }

        List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .map(line -> line.substring(4))
                    .toList();
        }

        List<String> events() {
            return lines.stream().filter(line -> line.startsWith("event: ")).toList();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
