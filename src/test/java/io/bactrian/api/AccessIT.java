package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Role;
import io.bactrian.api.Contract.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody comes in without a key, whatever the path looks like. */
final class AccessIT {
    private static final String GARBAGE = "bk_garbage-garbage-garbage-garbage-garbage";
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(1000);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<Arguments> operationsAndKeys() throws IOException {
        return new Contract()
                .operations().stream()
                        .filter(operation -> !operation.isPublic())
                        .flatMap(operation -> Stream.of(
                                        "",
                                        "Bearer",
                                        "Bearer ",
                                        "Basic dTpw",
                                        "Bearer " + GARBAGE,
                                        "Bearer " + RunningApi.EXPIRED,
                                        "Bearer " + RunningApi.key(Role.ADMIN) + " x")
                                .map(key -> Arguments.of(operation, key)));
    }

    @ParameterizedTest
    @MethodSource("operationsAndKeys")
    void anOperationWithoutAGoodKeyIsRefused(Operation operation, String authorization) throws Exception {
        api.service.asked.clear();

        HttpResponse<String> answer =
                api.send(request(operation.examplePath(), operation.verb(), authorization, operation.body()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(api.service.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/tools",
                "/api//v1/tools",
                "/./api/v1/tools",
                "/docs/../api/v1/tools",
                "/docs/%2e%2e/api/v1/tools",
                "/docs/.%2E/api/v1/tools",
                "/docs/..%2fapi/v1/tools",
                "/docs/..%5capi/v1/tools",
                "/docs/..;/api/v1/tools",
                "/docs;x/../api/v1/tools",
                "/docs/%252e%252e/api/v1/tools",
                "/docs%2f..%2fapi/v1/tools",
                "/%61pi/v1/tools",
                "/api/v1/tools;x",
                "/api/v1/tools;x=/docs",
                "/api/v1/tools/",
                "/API/v1/tools",
                "/openapi.yaml/../api/v1/tools",
                "/openapi.yaml/",
                "/DOCS",
                "/docsx",
                "/nothing",
                "/",
                "*",
                "/api/v1/tools?/docs/",
                "/api/v1/tools#/docs/"
            })
    void noSpellingOfAPathOpensIt(String path) throws Exception {
        api.service.asked.clear();

        assertThat(raw("GET", path, "")).isIn(400, 401, 404);
        assertThat(api.service.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "//api/v1/tools, 200",
        "/./api/v1/tools, 200",
        "/docs/%2e%2e/api/v1/tools, 200",
        "/api/v1/tools/, 200",
        "/api/v1/tools;x, 404",
        "/API/v1/tools, 404",
        "/api%2fv1/tools, 404",
        "/api/v1/runs?%zz=1, 400"
    })
    void withAKeyAPathIsWhatItIsNormalisedTo(String path, int status) throws Exception {
        assertThat(raw("GET", path, "Authorization: Bearer " + RunningApi.key(Role.VIEWER) + "\r\n"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yaml", "/docs/", "/docs/index.html", "/docs/swagger-ui-bundle.js"})
    void contractAndDocumentationArePublic(String path) throws Exception {
        assertThat(api.send(request(path, "GET", "", "")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yaml", "/docs/index.html"})
    void whatIsPublicIsOnlyRead(String path) throws Exception {
        assertThat(api.send(request(path, "POST", "", "{}")).statusCode()).isEqualTo(401);
    }

    @Test
    void theDocumentationReadsOurContract() throws Exception {
        HttpResponse<String> answer = api.send(request("/docs/swagger-initializer.js", "GET", "", ""));

        assertThat(answer.body()).contains("\"/openapi.yaml\"").doesNotContain("petstore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tools", "/openapi.yaml", "/nothing"})
    void nothingIsEverTraced(String path) throws Exception {
        assertThat(raw("TRACE", path, "")).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, GET, /api/v1/runs, 200",
        "VIEWER, POST, /api/v1/runs/7a1d9c34-2b8e-4f60-9c15-0d3e5f7a9b1c/cancel, 403",
        "OPERATOR, POST, /api/v1/runs/7a1d9c34-2b8e-4f60-9c15-0d3e5f7a9b1c/cancel, 202",
        "OPERATOR, POST, /api/v1/integrations, 403",
        "ENGINEER, POST, /api/v1/integrations, 400"
    })
    void aRoleMayDoWhatItIsFor(Role role, String method, String path, int status) throws Exception {
        HttpResponse<String> answer = api.send(HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + RunningApi.key(role))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void theEleventhWrongKeyInAMinuteIsTooMany() throws Exception {
        Map<Integer, Integer> counts = new TreeMap<>();
        try (RunningApi strict = new RunningApi(10)) {
            for (int attempt = 0; attempt < 13; attempt++) {
                HttpResponse<String> answer = strict.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + strict.servers.serverPort() + "/api/v1/tools"))
                        .header("Authorization", "Bearer " + GARBAGE));
                counts.merge(answer.statusCode(), 1, Integer::sum);
            }

            int withTheRightOne = strict.get("/api/v1/tools").statusCode();

            assertThat(counts).isEqualTo(Map.of(401, 10, 429, 3));
            assertThat(withTheRightOne).isEqualTo(200);
        }
    }

    @Test
    void aKeyThatCannotBeLookedUpOpensNothing() throws Exception {
        HttpResponse<String> answer = api.send(HttpRequest.newBuilder(address("/api/v1/tools"))
                .header("Authorization", "Bearer " + RunningApi.BREAKING));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("database");
    }

    private static HttpRequest.Builder request(String path, String method, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + api.servers.serverPort() + path);
    }

    /** As it is typed: an HTTP client would tidy the path up. */
    private static int raw(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.servers.serverPort())) {
            String request =
                    method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return Integer.parseInt(status.split(" ")[1]);
        }
    }
}
