package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever connects a tool the wrong way is told what is wrong and what to do, and nothing is stored. */
class ConnectIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String WRONG_TOKEN = "canary-token-4711-wrong";

    @TempDir
    static Path directory;

    private static RunningService running;

    @BeforeAll
    static void start() {
        running = RunningService.start(
                directory, JiraSettings.defaults().withIssues(10).withBoards(3), Map.of());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void aWrongTokenIsRefusedWithoutBeingRepeated() throws Exception {
        ObjectNode request = request();
        ((ObjectNode) request.get("credentials")).put("apiToken", WRONG_TOKEN);

        HttpResponse<String> answer = post(request.toString());

        assertProblem(answer, 422, "authentication");
        assertThat(answer.body()).doesNotContain(WRONG_TOKEN);
        assertThat(running.texts("select message from bactrian.failures"))
                .noneMatch(text -> text.contains(WRONG_TOKEN));
    }

    @Test
    void aHostThatIsNotThereIsNamed() throws Exception {
        int closed = closedPort();

        HttpResponse<String> answer = post(withAddress("http://127.0.0.1:" + closed));

        assertProblem(answer, 422, "network");
    }

    @ParameterizedTest
    @CsvSource({
        "http://bactrian.example",
        "https://10.0.0.1",
        "https://192.168.1.1",
        "https://169.254.169.254",
        "https://[::1]",
        "https://2130706434",
        "https://0x7f.0.0.2"
    })
    void anAddressThatIsNotToBeCalledIsRefusedUncalled(String address) throws Exception {
        HttpResponse<String> answer = post(withAddress(address));

        assertProblem(answer, 422, "configuration");
        assertThat(answer.body()).contains("network.trusted-hosts");
    }

    @Test
    void anUnknownToolIsNamedWithTheKnownOnes() throws Exception {
        HttpResponse<String> answer = post(request().put("tool", "jirra").toString());

        assertProblem(answer, 422, "invalid_data");
        assertThat(answer.body()).contains("jirra").contains("jira");
    }

    @Test
    void anUnknownFieldIsNamedByItsPointer() throws Exception {
        ObjectNode request = request();
        ((ObjectNode) request.get("config")).put("baseUrll", "x");

        HttpResponse<String> answer = post(request.toString());

        assertProblem(answer, 422, "invalid_data");
        assertThat(answer.body()).contains("baseUrll");
        assertProblem(post(request().put("nmae", "x").toString()), 400, "invalid_data");
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        HttpResponse<String> answer = post("{\"name\":\"" + "x".repeat(2_000_000) + "\"}");

        assertProblem(answer, 413, "invalid_data");
    }

    @Test
    void whatIsConnectedIsTestedStreamByStreamAndItsCredentialIsNeverShown() throws Exception {
        HttpResponse<String> answer = post(request().toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode integration = JSON.readTree(answer.body());
        assertThat(integration.path("status").asText()).isEqualTo("connected");
        assertThat(integration.path("permissions"))
                .isNotEmpty()
                .allMatch(permission -> permission.path("readable").asBoolean());
        String token = running.jira().settings().apiToken();
        assertThat(answer.body()).doesNotContain(token);
        assertThat(running.texts("select c::text from bactrian.credentials c"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(token));
        running.jdbi().useHandle(handle -> handle.execute("delete from bactrian.integrations"));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String category) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("category").asText()).as(answer.body()).isEqualTo(category);
        assertThat(problem.path("wayOut").asText()).isNotBlank();
        assertThat(running.number("select count(*) from bactrian.integrations")).isZero();
        assertThat(running.number("select count(*) from bactrian.credentials")).isZero();
    }

    private static ObjectNode request() {
        ObjectNode request = JSON.createObjectNode().put("tool", "jira").put("name", "test");
        request.putObject("config")
                .put("baseUrl", running.jira().address().toString())
                .put("retryAttempts", 1);
        request.set("credentials", running.credentials(running.jira().settings().apiToken()));
        return request;
    }

    private static String withAddress(String address) {
        ObjectNode request = request();
        ((ObjectNode) request.get("config")).put("baseUrl", address);
        return request.toString();
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(running.address().resolve("/api/v1/integrations"))
                        .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
