package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.api.server.Edge;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who take too much or give too slowly harm nobody else. */
final class HostileCallersIT {
    private static final String KEY = "Authorization: Bearer " + ServiceProcess.ADMIN_KEY;

    @TempDir
    static Path directory;

    private static RunningService service;
    private static RawHttp raw;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                directory,
                JiraSettings.defaults().withIssues(1),
                Map.of(
                        "server.body-timeout",
                        "1s",
                        "server.idle-timeout",
                        "5s",
                        "server.https",
                        "true",
                        "limits.key-per-minute",
                        "20"));
        raw = new RawHttp(service.address());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeAgain() {
        List<RawHttp.Answer> answers = new ArrayList<>();
        for (int call = 0; call < 25; call++) {
            answers.add(raw.send("GET", "/api/v1/tools", new byte[0], KEY));
        }

        RawHttp.Answer last = answers.get(24);

        assertThat(answers.get(0).status()).isEqualTo(200);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.head()).containsIgnoringCase("Retry-After: ");
        assertThat(last.isProblem()).isTrue();
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (Socket socket = connect("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{")) {
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

            assertThat(answer.readLine()).contains(" 408 ");
            assertThat(answer.lines().toList().toString()).contains("problem+json", "The body did not come in time.");
        }
    }

    @Test
    void fiveHundredWhoNeverFinishTheirHeadersKeepNobodyOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int number = 0; number < 500; number++) {
                slow.add(connect("GET /api/v1/tools HTTP/1.1\r\nHost: x\r\nX-Slow: "));
            }

            assertThat(raw.status("GET", "/openapi.yaml")).isEqualTo(200);
            assertThat(raw.status("GET", "/api/v1/tools")).isEqualTo(401);
            for (Socket socket : slow) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aConnectionThatIsKeptOpenIsUsedAgainAndClosedWhenNobodyUsesIt() throws IOException {
        String request = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Socket socket = connect(request)) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(answers.readLine()).contains(" 401 ");

            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(answers.lines().filter(line -> line.contains(" 401 "))).hasSize(1);
        }
    }

    @Test
    void whatIsNoRequestIsAnsweredAsAProblem() {
        RawHttp.Answer longAddress = raw.send("GET", "/" + "a".repeat(10_000), new byte[0]);
        RawHttp.Answer longHeaders = raw.send("GET", "/openapi.yaml", new byte[0], "X-Long: " + "a".repeat(20_000));
        RawHttp.Answer noHttp = raw.send("GET", "/openapi.yaml", new byte[0], "Content-Length: many");

        assertThat(List.of(longAddress.status(), longHeaders.status(), noHttp.status()))
                .containsExactly(414, 431, 400);
        assertThat(List.of(longAddress, longHeaders, noHttp)).allSatisfy(answer -> {
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.head()).containsIgnoringCase("X-Content-Type-Options: nosniff");
            assertThat(answer.head()).containsIgnoringCase(Edge.REQUEST_ID + ": ");
        });
    }

    @Test
    void byHttpsBrowsersAreToldToStayWithIt() {
        for (String path : List.of("/openapi.yaml", "/docs/index.html", "/api/v1/tools", "/nothing")) {
            assertThat(raw.send("GET", path, new byte[0]).head())
                    .as(path)
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
        }
    }

    @Test
    void whatAProxyIsSaidToHaveSeenIsNotBelieved() {
        RawHttp.Answer answer =
                raw.send("GET", "/docs", new byte[0], "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https");

        assertThat(answer.head()).doesNotContain("evil.example");
    }

    @Test
    void noOtherSiteMayReadAnAnswer() {
        for (String origin : List.of("https://evil.example", "null")) {
            RawHttp.Answer answer = raw.send("GET", "/openapi.yaml", new byte[0], "Origin: " + origin);

            assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control-");
        }
    }

    private static Socket connect(String begin) throws IOException {
        Socket socket =
                new Socket(service.address().getHost(), service.address().getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
