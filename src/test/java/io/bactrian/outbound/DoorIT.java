package io.bactrian.outbound;

import static io.bactrian.outbound.ScriptedTool.cutShort;
import static io.bactrian.outbound.ScriptedTool.ok;
import static io.bactrian.outbound.ScriptedTool.raw;
import static io.bactrian.outbound.ScriptedTool.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.ScriptedTool.Reaction;
import io.bactrian.outbound.ScriptedTool.Received;
import io.bactrian.tool.Request;
import io.bactrian.tool.RequestTemplate.Method;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out of the door and what of the answer comes in, on a real socket. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class DoorIT {
    private ScriptedTool tool;

    @BeforeEach
    void open() throws IOException {
        tool = new ScriptedTool();
    }

    @AfterEach
    void close() throws IOException {
        tool.close();
    }

    @Test
    void aCallIsSignedAndItsAnswerComesWhole() throws Exception {
        try (CallBench bench = CallBench.of(tool.base())) {

            String answer = bench.get("/rest/search?jql=a%20%3D%20%7B%7Benv%3AHOME%7D%7D&x=%2B");

            assertThat(answer).isEqualTo("{\"ok\":true}");
            Received request = tool.received().get(0);
            assertThat(request.target()).isEqualTo("/rest/search?jql=a%20%3D%20%7B%7Benv%3AHOME%7D%7D&x=%2B");
            assertThat(request.headers())
                    .containsEntry("authorization", "Bearer " + CallBench.SECRET)
                    .containsEntry("user-agent", "Bactrian/test")
                    .containsEntry("accept-encoding", "gzip");
        }
    }

    @Test
    void anAnswerThatIsKnownIsNotSentAgain() throws Exception {
        String next = "Link: </issues?page=2>; rel=\"next\"";
        tool.then(
                ScriptedTool.status(200, "[1]", "ETag: W/\"one\"", next),
                ScriptedTool.status(304, "", "ETag: W/\"one\""),
                ScriptedTool.status(200, "[2]", "ETag: W/\"two\""),
                ScriptedTool.status(304, "", "ETag: W/\"two\""));
        try (CallBench bench = CallBench.of(tool.base())) {

            assertThat(List.of(bench.get("/issues"), bench.get("/issues"), bench.get("/issues"), bench.get("/issues")))
                    .containsExactly("[1]", "[1]", "[2]", "[2]");
            assertThat(tool.received())
                    .extracting(request -> String.valueOf(request.headers().get("if-none-match")))
                    .containsExactly("null", "W/\"one\"", "W/\"one\"", "W/\"two\"");
        }
    }

    @Test
    void whatOneAddressAnsweredIsNoAnswerOfAnother() throws Exception {
        tool.then(ScriptedTool.status(200, "[1]", "ETag: W/\"one\""), ScriptedTool.status(200, "[2]"));
        try (CallBench bench = CallBench.of(tool.base())) {
            bench.get("/issues?page=1");

            assertThat(bench.get("/issues?page=2")).isEqualTo("[2]");
            assertThat(tool.received().get(1).headers()).doesNotContainKey("if-none-match");
        }
    }

    @Test
    void aBodyIsSentAsJson() throws Exception {
        try (CallBench bench = CallBench.of(tool.base())) {

            bench.exchange(new Request(Method.POST, "/bulk", "{\"ids\":[\"é\"]}"));

            Received request = tool.received().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.body()).isEqualTo("{\"ids\":[\"é\"]}");
            assertThat(request.headers().get("content-type")).startsWith("application/json");
        }
    }

    @Test
    void everyRequestIsCountedAndEveryWholeAnswer() throws Exception {
        tool.then(status(200, "12345"), status(503, "123"), cutShort());
        try (CallBench bench = CallBench.of(tool.base())) {

            bench.exchange("/answered");
            bench.exchange("/refused");
            bench.exchange("/broken");

            assertThat(bench.asked()).isEqualTo(3);
            assertThat(bench.bytes()).isEqualTo(8);
        }
    }

    @Test
    void nothingButTheCallsOwnHeadersGoesOut() throws Exception {
        try (CallBench bench = CallBench.of(tool.base())) {
            Exchange exchange = bench.context.getEndpoint("direct:fake-call").createExchange();
            Map<String, Object> headers = exchange.getIn().getHeaders();
            headers.putAll(Map.of("Cookie", "session=1", "X-Forwarded-For", "10.0.0.1", "X-Api-Key", "ours"));
            new Calls(id -> CallBench.destination(tool.base(), List.of()))
                    .put(headers, CallBench.CONNECTION, new Request(Method.GET, "/x", null));

            bench.send(exchange);

            assertThat(tool.received().get(0).headers())
                    .containsOnlyKeys("accept", "accept-encoding", "authorization", "connection", "host", "user-agent");
        }
    }

    @Test
    void noHeaderOfTheToolReachesTheExchange() throws Exception {
        tool.then(status(200, "{}", "Set-Cookie: session=1", "X-Token: abc", "CamelFileName: x", "Location: /y"));
        try (CallBench bench = CallBench.of(tool.base())) {

            Exchange exchange = bench.exchange("/x");

            assertThat(exchange.getMessage().getHeaders())
                    .doesNotContainKeys("Set-Cookie", "X-Token", "CamelFileName", "Location");
            assertThat(exchange.getMessage().getBody(Answer.class).header("x-token"))
                    .contains("abc");
        }
    }

    @Test
    void theCredentialIsInNoHeaderAndNoTextOfAFailure() throws Exception {
        tool.then(status(401, "{\"message\":\"token " + CallBench.SECRET + " is revoked\"}"), cutShort());
        try (CallBench bench = CallBench.of(tool.base())) {

            List<Exchange> exchanges =
                    List.of(bench.exchange("/refused"), bench.exchange("/broken"), bench.exchange("/"));

            for (Exchange exchange : exchanges) {
                assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(CallBench.SECRET);
                assertThat(exchange.getProperties().toString()).doesNotContain(CallBench.SECRET);
                assertThat(CallBench.told(exchange)).doesNotContain(CallBench.SECRET);
            }
            assertThat(exchanges.get(0).getException())
                    .hasMessage("fake GET /refused answered 401: token *** is revoked");
        }
    }

    @Test
    void aConnectionIsUsedAgainEvenAfterARefusal() throws Exception {
        tool.then(ok(), status(404, "{}"), status(500, "{}"));
        try (CallBench bench = CallBench.of(tool.base())) {
            bench.get("/a");
            bench.failure("/b");
            bench.failure("/c");

            bench.get("/d");

            assertThat(tool.connections()).isEqualTo(1);
        }
    }

    /** The signature must not go where an answer points, be it on the same host. */
    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (ScriptedTool other = new ScriptedTool();
                CallBench bench = CallBench.of(tool.base())) {
            tool.then(status(302, "", "Location: " + other.base() + "/steal?token=abc"));

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.CONFIGURATION);
            assertThat(failure).hasMessage("fake GET /x: redirects are not followed, status 302");
            assertThat(other.received()).isEmpty();
            assertThat(tool.received()).hasSize(1);
        }
    }

    static Stream<Arguments> answers() {
        String html = "<html>Sign in</html>";
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of(status(401, "{}"), FailureCategory.AUTHENTICATION),
                Arguments.of(status(403, "{}"), FailureCategory.PERMISSION),
                Arguments.of(status(404, "{}"), FailureCategory.NOT_FOUND),
                Arguments.of(status(410, "{}"), FailureCategory.NOT_FOUND),
                Arguments.of(status(400, "{}"), FailureCategory.INVALID_DATA),
                Arguments.of(status(422, "{}"), FailureCategory.INVALID_DATA),
                Arguments.of(status(304, ""), FailureCategory.CONFIGURATION),
                Arguments.of(status(200, html), FailureCategory.INVALID_DATA),
                Arguments.of(status(200, ""), FailureCategory.INVALID_DATA),
                Arguments.of(status(200, " \r\n\t \"text\""), FailureCategory.INVALID_DATA),
                Arguments.of(raw("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n"), FailureCategory.NETWORK),
                Arguments.of(
                        raw(ok + "Content-Encoding: gzip\r\n\r\n{\"not\":\"gzip\"}"), FailureCategory.INVALID_DATA),
                Arguments.of(raw("HTTP/9.9 200 OK\r\n\r\n{}"), FailureCategory.INVALID_DATA),
                Arguments.of(raw("HTTP/1.1 nonsense\r\n\r\n{}"), FailureCategory.NETWORK),
                Arguments.of(raw(ok + "Content-Length: many\r\n\r\n{}"), FailureCategory.INVALID_DATA),
                Arguments.of(raw(""), FailureCategory.NETWORK),
                Arguments.of(raw(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\""), FailureCategory.NETWORK),
                Arguments.of(cutShort(), FailureCategory.NETWORK),
                Arguments.of(status(500, html), FailureCategory.TOOL_OUTAGE),
                Arguments.of(status(502, ""), FailureCategory.TOOL_OUTAGE),
                Arguments.of(status(503, "{}"), FailureCategory.TOOL_OUTAGE),
                Arguments.of(status(429, "{}"), FailureCategory.RATE_LIMIT),
                Arguments.of(status(408, "{}"), FailureCategory.TIMEOUT));
    }

    /** What is repeated is repeated by a policy that counts and records it, and never by the client behind its back. */
    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerHasItsCategoryAndTheClientAsksOnce(Reaction answer, FailureCategory category) throws Exception {
        tool.then(answer, answer, answer);
        try (CallBench bench = CallBench.of(tool.base())) {

            ToolFailure failure = bench.failure("/rest/x?jql=private");

            assertThat(failure.category()).isEqualTo(category);
            assertThat(failure.getMessage()).startsWith("fake GET /rest/x").doesNotContain("private");
            assertThat(tool.received()).hasSize(1);
            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    @Test
    void aRefusedConnectionIsANetworkFailure() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        try (CallBench bench = CallBench.of("http://127.0.0.1:" + port)) {

            assertThat(bench.failure("/x").category()).isEqualTo(FailureCategory.NETWORK);
        }
    }
}
