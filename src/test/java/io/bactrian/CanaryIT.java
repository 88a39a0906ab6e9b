package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.outbound.ScriptedTool;
import io.bactrian.simulate.jira.JiraSettings;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A credential that is easily recognised goes in, and comes out nowhere: not in answers, logs or tables, however written. */
@Tag("proof")
class CanaryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String USER = "canary@bactrian.example";
    private static final String TOKEN = "cAnary+4711/tOken";
    /** More than a run asks for before its health is checked, however often it is taken up again. */
    private static final int MANY = 2_000;

    @TempDir
    Path directory;

    private final Lines logged = new Lines();
    private final List<String> answered = new ArrayList<>();
    private RunningService running;

    @BeforeEach
    void start() {
        JiraSettings site =
                JiraSettings.defaults().withIssues(20).withUsername(USER).withApiToken(TOKEN);
        running = RunningService.start(directory, site, Map.of());
        logged.start();
        logger("ROOT").addAppender(logged);
        logger("io.bactrian").setLevel(Level.DEBUG);
        logger("org.apache.camel").setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        logger("io.bactrian").setLevel(Level.INFO);
        logger("org.apache.camel").setLevel(Level.WARN);
        logger("ROOT").detachAppender(logged);
        running.close();
    }

    @Test
    void aConnectionThatWorksTellsItsCredentialToNobody() throws Exception {
        String id = post("/integrations", request(running.jira().address().toString()))
                .path("id")
                .asText();
        post("/integrations/" + id + "/sync?wait=60", JSON.createObjectNode());
        awaitHealthCheck("healthy");
        for (String path : List.of("/integrations", "/integrations/" + id, "/connections", "/runs", "/tools/jira")) {
            get(path);
        }

        assertThat(running.number("select count(*) from bactrian.runs where outcome = 'in_sync'"))
                .isOne();
        assertNoCanary();
    }

    @Test
    void aToolThatEchoesWhatItRefusesIsNotQuoted() throws Exception {
        try (ScriptedTool tool = new ScriptedTool()) {
            tool.then(echo(401));
            post("/integrations", request(tool.base()));
            String id = post("/integrations", request(tool.base())).path("id").asText();
            tool.then(Collections.nCopies(MANY, echo(500)).toArray(ScriptedTool.Reaction[]::new));
            post("/integrations/" + id + "/sync?wait=5", JSON.createObjectNode());
            awaitHealthCheck("not healthy");
            for (String path : List.of("/integrations", "/integrations/" + id, "/connections", "/runs")) {
                get(path);
            }
        }

        assertThat(answered).anyMatch(answer -> answer.contains("answered 401"));
        assertThat(running.number("select count(*) from bactrian.failures")).isGreaterThan(1);
        assertNoCanary();
    }

    private static ScriptedTool.Reaction echo(int status) {
        return ScriptedTool.status(status, "{\"errorMessages\":[\"You sent " + String.join(", ", secrets()) + "\"]}");
    }

    /** The token in every form in which it may pass by. */
    private static List<String> secrets() {
        byte[] token = TOKEN.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        return List.of(
                TOKEN,
                URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
                base64.encodeToString(token),
                base64.encodeToString((USER + ":" + TOKEN).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(token));
    }

    private void assertNoCanary() {
        List<String> all = new ArrayList<>(answered);
        all.addAll(logged.lines);
        all.addAll(tables());
        assertThat(answered).isNotEmpty();
        assertThat(logged.lines).isNotEmpty();
        assertThat(all)
                .allSatisfy(
                        text -> assertThat(text).doesNotContain(secrets()).doesNotContain(ServiceProcess.ADMIN_KEY));
    }

    /** Every row of every table as text. */
    private List<String> tables() {
        List<String> rows = new ArrayList<>();
        for (String table : running.texts("select format('%I.%I', schemaname, tablename) from pg_tables"
                + " where schemaname in ('bactrian', 'work')")) {
            rows.addAll(running.texts("select t::text from " + table + " t"));
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private void awaitHealthCheck(String condition) {
        running.jdbi().useHandle(handle -> handle.execute("update bactrian.integrations set health_due_at = now()"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.number("select count(*) from bactrian.health_checks where " + condition) > 0);
    }

    private static ObjectNode request(String address) {
        ObjectNode request = JSON.createObjectNode().put("tool", "jira").put("name", "canary");
        request.putObject("config").put("baseUrl", address).put("retryAttempts", 1);
        request.putObject("credentials").put("username", USER).put("apiToken", TOKEN);
        return request;
    }

    private JsonNode get(String path) throws Exception {
        return answer(asked(path).GET().build());
    }

    private JsonNode post(String path, JsonNode body) throws Exception {
        return answer(asked(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(running.address().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY);
    }

    private JsonNode answer(HttpRequest request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        answered.add(answer.headers().map() + answer.body());
        return JSON.readTree(answer.body());
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** What is logged, with its causes. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }
}
