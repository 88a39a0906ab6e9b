package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

/** A call under way holds a place; who finds none waits, and not for ever. */
class PlacesTest {
    private static final String CONNECTION = CallBench.CONNECTION.toString();
    private static final ExecChain ANSWERED = (request, scope) -> new BasicClassicHttpResponse(200);

    private Limit limit = atOnce(1, "", false);
    private Places places = places(Duration.ZERO);

    private static Limit atOnce(int calls, String path, boolean perEndpoint) {
        return new Limit(0, Duration.ofSeconds(1), calls, path, perEndpoint, null, null);
    }

    private Places places(Duration longestWait) {
        return new Places(this::destination, longestWait);
    }

    private Destination destination(UUID connectionId) {
        Destination usual = CallBench.destination("http://tool.example", List.of(), Map.of("reads", limit));
        return new Destination(
                connectionId, usual.tool(), usual.base(), Map.of(), Map.of(), usual.signature(), Duration.ZERO, 0);
    }

    private ExecChain calling(String connection, String path, ExecChain within) {
        return (request, scope) -> {
            BasicClassicHttpRequest call = new BasicClassicHttpRequest("GET", "http://tool.example" + path);
            call.setHeader(Calls.CONNECTION_HEADER, connection);
            return places.pass(call, scope, within);
        };
    }

    private void call(String path, ExecChain within) throws IOException, HttpException {
        calling(CONNECTION, path, within).proceed(null, null);
    }

    private ExecChain another(String path) {
        return calling(CONNECTION, path, ANSWERED);
    }

    @Test
    void aCallBesideTheOneThatHasTheOnlyPlaceIsRefusedWhenItMayNotWait() {
        assertThatThrownBy(() -> call("/a", another("/b"))).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void asManyAsThereArePlacesAreUnderWayAtOnce() {
        limit = atOnce(2, "", false);

        assertThatCode(() -> call("/a", another("/b"))).doesNotThrowAnyException();
    }

    @Test
    void aPlaceIsFreeAgainAfterAnAnswerAndAfterAFailure() {
        assertThatThrownBy(() -> call("/a", (request, scope) -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");

        assertThatCode(() -> call("/b", ANSWERED)).doesNotThrowAnyException();
        assertThatCode(() -> call("/c", ANSWERED)).doesNotThrowAnyException();
    }

    @Test
    void whoIsRefusedAPlaceTakesNone() {
        limit = atOnce(1, "/a", false);

        assertThatThrownBy(() -> call("/a", calling(CONNECTION, "/b", another("/a"))))
                .isInstanceOf(ToolFailure.RateLimitFailure.class);

        assertThatCode(() -> call("/a", ANSWERED)).doesNotThrowAnyException();
    }

    @Test
    void placesAreTakenByThePathsThatTheyAreFor() {
        limit = atOnce(1, "/search", false);

        assertThatCode(() -> call("/search?text=a", another("/a?of=/search"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> call("/search?text=a", another("/search?text=b")))
                .isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void eachEndpointMayHavePlacesOfItsOwn() {
        limit = atOnce(1, "", true);

        assertThatCode(() -> call("/a", another("/b"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> call("/a", another("/a?page=2"))).isInstanceOf(ToolFailure.RateLimitFailure.class);
    }

    @Test
    void anotherConnectionHasPlacesOfItsOwn() {
        String other = UUID.randomUUID().toString();

        assertThatCode(() -> call("/a", calling(other, "/a", ANSWERED))).doesNotThrowAnyException();
    }

    @Test
    void aDeclarationThatGrantsMoreCountsAtOnce() {
        assertThatCode(() -> call("/a", (request, scope) -> {
                    limit = atOnce(2, "", false);
                    return another("/b").proceed(request, scope);
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void whoIsInterruptedDoesNotWaitForAPlace() {
        places = places(Duration.ofMinutes(1));

        assertThatThrownBy(() -> call("/a", (request, scope) -> {
                    Thread.currentThread().interrupt();
                    return another("/b").proceed(request, scope);
                }))
                .isInstanceOf(ToolFailure.RateLimitFailure.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
