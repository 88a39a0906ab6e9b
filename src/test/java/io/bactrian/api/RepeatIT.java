package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Role;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests with an Idempotency-Key are done once, however often they are sent. */
final class RepeatIT {
    private static final String KEYS = "/api/v1/api-keys";
    private static final String SYNC = "/api/v1/integrations/" + FakeIntegrationService.INTEGRATION + "/sync";
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(10);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void mend() {
        api.service.failure = null;
    }

    @Test
    void theSameRequestIsDoneOnceAndAnsweredTheSame() throws Exception {
        String name = UUID.randomUUID().toString();
        api.service.asked.clear();

        HttpResponse<String> first = post(SYNC, name, "{\"mode\": \"full\"}");
        HttpResponse<String> second = post(SYNC, name, "{\"mode\": \"full\"}");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(api.service.asked).filteredOn(List.class::isInstance).hasSize(1);
    }

    @Test
    void anotherBodyOrPathOfThatNameIsRefused() throws Exception {
        String name = UUID.randomUUID().toString();
        post(SYNC, name, "{\"mode\": \"full\"}");

        HttpResponse<String> body = post(SYNC, name, "{\"mode\": \"incremental\"}");
        HttpResponse<String> path = post(SYNC + "?wait=1", name, "{\"mode\": \"full\"}");

        assertThat(List.of(body.statusCode(), path.statusCode())).containsExactly(422, 422);
        assertThat(RunningApi.json(body).at("/errors/0/pointer").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aRefusalIsAnsweredAgainToo() throws Exception {
        String name = UUID.randomUUID().toString();
        api.service.failure = new Rejected(422, FailureCategory.CONFIGURATION, "The address is private.", List.of());
        HttpResponse<String> first = post(SYNC, name, "{}");
        api.service.failure = null;

        HttpResponse<String> second = post(SYNC, name, "{}");

        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void anErrorOfOursIsNotAnsweredAgain() throws Exception {
        String name = UUID.randomUUID().toString();
        api.service.failure = new IllegalStateException("the database is away");
        HttpResponse<String> first = post(SYNC, name, "{}");
        api.service.failure = null;

        HttpResponse<String> second = post(SYNC, name, "{}");

        assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(500, 202);
        assertThat(second.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void aKeyIsShownOnceHoweverOftenItIsAskedFor() throws Exception {
        String name = UUID.randomUUID().toString();
        String body = "{\"name\": \"once\", \"role\": \"viewer\"}";

        HttpResponse<String> first = post(KEYS, name, body);
        HttpResponse<String> second = post(KEYS, name, body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(RunningApi.json(first).get("key").asText()).startsWith("bk_");
        assertThat(RunningApi.json(second).get("key").isNull()).isTrue();
        assertThat(RunningApi.json(second).get("id"))
                .isEqualTo(RunningApi.json(first).get("id"));
    }

    @Test
    void anotherCallerHasNamesOfHisOwn() throws Exception {
        String name = UUID.randomUUID().toString();
        post(SYNC, name, "{}");

        HttpResponse<String> other = api.send(api.requestOf(Role.OPERATOR, SYNC)
                .header("Idempotency-Key", name)
                .POST(BodyPublishers.noBody()));

        assertThat(other.statusCode()).isEqualTo(202);
        assertThat(other.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void aNameThatIsNoneIsRefused() throws Exception {
        for (String name : List.of("x".repeat(201), "a b")) {
            HttpResponse<String> answer = post(SYNC, name, "{}");

            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> post(String path, String name, String body) throws Exception {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", name)
                .POST(BodyPublishers.ofString(body)));
    }
}
