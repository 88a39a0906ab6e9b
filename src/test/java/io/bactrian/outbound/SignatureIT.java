package io.bactrian.outbound;

import static io.bactrian.outbound.ScriptedTool.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever proves who calls goes out with the call, and nowhere else. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignatureIT {
    private static final String KEY = "canary/4+7=1";
    private static final String ENCODED = "canary%2F4%2B7%3D1";

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
    void aKeyInTheQueryIsAddedToTheAddressAtTheDoor() throws Exception {
        try (CallBench bench = bench(new Signature.Query("api_key", KEY), Map.of())) {

            bench.get("/plain");
            bench.get("/with?a=%20");

            assertThat(tool.received())
                    .extracting(request -> request.target())
                    .containsExactly("/plain?api_key=" + ENCODED, "/with?a=%20&api_key=" + ENCODED);
            assertThat(tool.received().get(0).headers()).doesNotContainKey("authorization");
        }
    }

    /** Some tools write the key that they were called with into the address of the next page. */
    @Test
    void aKeyThatIsInTheAddressAlreadyIsReplaced() throws Exception {
        try (CallBench bench = bench(new Signature.Query("api_key", KEY), Map.of())) {

            bench.get("/x?api%5Fkey=old&page=2&api_key=older");

            assertThat(tool.received().get(0).target()).isEqualTo("/x?page=2&api_key=" + ENCODED);
        }
    }

    @Test
    void aKeyInTheQueryShowsNowhere() throws Exception {
        tool.then(status(401, "{\"message\":\"no " + KEY + ", nor ?api_key=" + ENCODED + "\"}"));
        try (CallBench bench = bench(new Signature.Query("api_key", KEY), Map.of())) {

            List<Exchange> exchanges = List.of(bench.exchange("/refused"), bench.exchange("/fine"));

            assertThat(exchanges)
                    .extracting(SignatureIT::everything)
                    .allSatisfy(text -> assertThat(text).doesNotContain("canary"));
            assertThat(exchanges.get(0).getException())
                    .hasMessage("fake GET /refused answered 401: no ***, nor ?api_key=***");
        }
    }

    @Test
    void aStrangerSignsNothing() throws Exception {
        try (CallBench bench = bench(new Signature.None(), Map.of())) {

            bench.get("/x");

            assertThat(tool.received().get(0).target()).isEqualTo("/x");
            assertThat(tool.received().get(0).headers())
                    .containsOnlyKeys("accept", "accept-encoding", "connection", "host", "user-agent");
        }
    }

    @Test
    void headersOfTheIntegrationGoAlongAndReplaceNoneThatTheDoorNeeds() throws Exception {
        Map<String, String> headers = Map.of("Accept", "application/vnd.acme+json", "Accept-Encoding", "br");
        try (CallBench bench = bench(new Signature.Header("X-Key", KEY), headers)) {

            bench.get("/x");

            assertThat(tool.received().get(0).headers())
                    .containsEntry("accept", "application/vnd.acme+json")
                    .containsEntry("accept-encoding", "gzip")
                    .containsEntry("x-key", KEY);
        }
    }

    private CallBench bench(Signature signature, Map<String, String> headers) throws Exception {
        Destination destination = new Destination(
                CallBench.CONNECTION,
                CallBench.tool(List.of(), Map.of()),
                URI.create(tool.base()),
                Map.of(),
                headers,
                signature,
                Duration.ofSeconds(20),
                0);
        return CallBench.of(destination, new Guard(List.of("127.0.0.1")));
    }

    private static String everything(Exchange exchange) {
        return exchange.getMessage().getHeaders() + exchange.getProperties().toString() + CallBench.told(exchange);
    }
}
