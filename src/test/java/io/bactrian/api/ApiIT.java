package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import io.bactrian.run.SyncMode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface as a caller meets it, above all where something is wrong. */
final class ApiIT {
    private static final String INTEGRATIONS = "/api/v1/integrations";
    private static final String SYNC = INTEGRATIONS + "/" + FakeIntegrationService.INTEGRATION + "/sync";
    private static RunningApi api;
    private static Contract contract;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(10);
        contract = new Contract();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void mend() {
        api.service.failure = null;
        api.service.asked.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{               | 400 | ''           | not valid at line 1, column 2",
                "{\"nam\": 1}    | 400 | /nam         | unknown field",
                "{\"a\":1,\"a\":1} | 400 | ''         | not valid",
                "''              | 400 | ''           | must be an object",
                "[]              | 422 | ''           | must be an object",
                "null            | 422 | ''           | must be an object",
                "{}              | 422 | /tool        | is required",
                "{\"name\": {}}  | 422 | /name        | must be text",
                "{\"tool\":\"jira\",\"name\":\"a\",\"config\":{},\"credentials\":{},\"syncFrequency\":\"1h\"} | 422 | /syncFrequency | must be a number of seconds",
                "{\"tool\":\"jira\",\"name\":\"a\",\"config\":{},\"credentials\":[]} | 422 | /credentials | is required"
            })
    void aWrongBodyIsRefusedAndTheMistakeNamed(String body, int status, String pointer, String detail)
            throws Exception {
        HttpResponse<String> answer = api.post(INTEGRATIONS, body);

        assertProblem(answer, status, FailureCategory.INVALID_DATA);
        assertThat(RunningApi.json(answer).at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(RunningApi.json(answer).at("/errors/0/detail").asText()).startsWith(detail);
    }

    @Test
    void aBodyDeeperThanFiftyIsRefused() throws Exception {
        HttpResponse<String> answer = api.post(INTEGRATIONS, "{\"config\":" + "[".repeat(60) + "]".repeat(60) + "}");

        assertProblem(answer, 400, FailureCategory.INVALID_DATA);
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        HttpResponse<String> answer = api.post(INTEGRATIONS, "{\"name\":\"" + "x".repeat(1_100_000) + "\"}");

        assertProblem(answer, 413, FailureCategory.INVALID_DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {INTEGRATIONS, "/api/v1/integrations/3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f/sync"})
    void aBodyThatIsNotJsonIsRefused(String path) throws Exception {
        HttpResponse<String> answer =
                api.send(api.request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));

        assertProblem(answer, 415, FailureCategory.INVALID_DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "PATCH", "TRACE"})
    void aMethodThatThePathDoesNotKnowIsRefused(String method) throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/tools").method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, FailureCategory.INVALID_DATA);
    }

    @Test
    void anotherMediaTypeIsNotOffered() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/tools").header("Accept", "text/html"));

        assertProblem(answer, 406, FailureCategory.INVALID_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/tools/none",
                "/api/v1/integrations/none",
                "/api/v1/integrations/00000000-0000-0000-0000-000000000000",
                "/api/v1/runs/none",
                "/observe/health/live",
                "/observe/metrics",
                "/docs/none",
                "/docs/..%2f..%2f..%2fopenapi.yaml"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertProblem(api.get(path), 404, FailureCategory.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "limit=x", "limit=1&limit=2", "page=2", "kind=other", "integrationId=1"})
    void aWrongParameterIsRefused(String query) throws Exception {
        assertProblem(api.get("/api/v1/runs?" + query), 400, FailureCategory.INVALID_DATA);
    }

    @Test
    void aSyncNeedsNoBodyAndIsAccepted() throws Exception {
        HttpResponse<String> answer = api.send(api.request(SYNC).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(api.service.asked).contains(List.of(SyncMode.INCREMENTAL, List.of(), Duration.ZERO));
    }

    @Test
    void aSyncIsAskedForAsTheBodySays() throws Exception {
        api.post(SYNC + "?wait=7", "{\"mode\": \"full\", \"streams\": [\"issues\"]}");

        assertThat(api.service.asked).contains(List.of(SyncMode.FULL, List.of("issues"), Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mode\": \"half\"}", "{\"streams\": [null]}", "{\"streams\": 1}"})
    void aSyncThatMeansNothingIsRefused(String body) throws Exception {
        assertProblem(api.post(SYNC, body), 422, FailureCategory.INVALID_DATA);
    }

    @Test
    void whatTheServiceRejectsIsToldWithItsMistakes() throws Exception {
        api.service.failure = new Rejected(
                422, FailureCategory.CONFIGURATION, "The address is private.", List.of(new Mistake("/config", "no")));

        HttpResponse<String> answer = api.get("/api/v1/tools");

        assertProblem(answer, 422, FailureCategory.CONFIGURATION);
        assertThat(RunningApi.json(answer).at("/errors/0/pointer").asText()).isEqualTo("/config");
    }

    @Test
    void aFailureOfTheToolKeepsItsCategory() throws Exception {
        api.service.failure = new UncheckedIOException(ToolFailure.of(FailureCategory.TIMEOUT, "jira took too long"));

        assertProblem(api.get("/api/v1/tools"), 422, FailureCategory.TIMEOUT);
    }

    @Test
    void whatNobodyForesawIsNotTold() throws Exception {
        api.service.failure = new IllegalStateException("a secret");

        HttpResponse<String> answer = api.get("/api/v1/tools");

        assertProblem(answer, 500, FailureCategory.UNEXPECTED);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void aRequestKeepsItsId() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/tools/none").header("X-Request-Id", "order-66"));

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("order-66");
        assertThat(RunningApi.json(answer).get("instance").asText()).isEqualTo("/requests/order-66");
    }

    @Test
    void anIdThatIsNoneIsReplaced() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/tools").header("X-Request-Id", "a b<c>"));

        assertThat(answer.headers().firstValue("X-Request-Id")).get().asString().hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tools", "/openapi.yaml", "/docs/index.html", "/nothing"})
    void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);

        assertThat(answer.headers().map())
                .containsKeys("content-security-policy", "x-content-type-options", "x-frame-options", "x-request-id");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, FailureCategory category)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(contract.mistakes("#/components/schemas/Problem", RunningApi.json(answer)))
                .isEmpty();
        assertThat(RunningApi.json(answer).get("category").asText()).isEqualTo(category.word());
        assertThat(RunningApi.json(answer).get("type").asText()).isEqualTo("/problems/" + category.word());
    }
}
