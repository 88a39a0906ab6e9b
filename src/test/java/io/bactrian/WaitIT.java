package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Precondition;
import io.bactrian.simulate.jira.JiraSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who wait for a run that does not end. */
final class WaitIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static RunningService service;
    private UUID integration;

    @BeforeAll
    static void start() {
        service = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void connectAndHold() {
        integration = service.connect().id();
        await().atMost(LIMIT)
                .until(() -> service.number("select count(*) from bactrian.runs where ended_at is null") == 0);
        service.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into bactrian.leases (integration_id, epoch, holder, expires_at)"
                                + " values (?, 1, 'another', now() + interval '1 hour')"
                                + " on conflict (integration_id) do update set expires_at = excluded.expires_at",
                        integration));
    }

    @Test
    void fortyWhoWaitKeepNobodyFromBeingAnswered() {
        List<CompletableFuture<HttpResponse<String>>> waiters =
                Stream.generate(this::waiter).limit(40).toList();
        // Those for whom there is no place are answered at once.
        await().atMost(LIMIT)
                .until(() -> waiters.stream().filter(CompletableFuture::isDone).count() >= 32);

        HttpResponse<String> other = get("/api/v1/integrations/" + integration);

        assertThat(other.statusCode()).isEqualTo(200);
        service.jdbi()
                .useHandle(handle -> handle.execute("update bactrian.runs set ended_at = now(), state = 'cancelled'"));
        assertThat(waiters)
                .allSatisfy(waiter -> assertThat(waiter)
                        .succeedsWithin(LIMIT)
                        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(202)));
    }

    @Test
    void whoWaitsWhileTheIntegrationIsRemovedIsToldThatTheRunIsGone() {
        CompletableFuture<HttpResponse<String>> waiter = waiter();
        awaitRun();
        // Nobody begins it while nobody holds the integration.
        service.jdbi().useHandle(handle -> {
            handle.execute("update bactrian.runs set reserved_until = now() + interval '1 hour'");
            handle.execute("update bactrian.leases set expires_at = now()");
        });

        service.operations().deleteIntegration(Caller.SYSTEM, integration, Precondition.NONE);

        assertThat(waiter)
                .succeedsWithin(LIMIT)
                .satisfies(answer -> assertThat(answer.statusCode()).isIn(202, 404));
    }

    @Test
    void whoWaitsWhenTheServiceStopsIsToldHowTheRunStands() {
        CompletableFuture<HttpResponse<String>> waiter = waiter();
        awaitRun();

        service.restart();

        assertThat(waiter).succeedsWithin(LIMIT).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"state\":\"queued\"");
        });
    }

    private void awaitRun() {
        await().atMost(LIMIT)
                .until(() -> service.number(
                                "select count(*) from bactrian.runs where integration_id = '" + integration + "'")
                        == 1);
    }

    private CompletableFuture<HttpResponse<String>> waiter() {
        HttpRequest request = request("/api/v1/integrations/" + integration + "/sync?wait=300")
                .POST(BodyPublishers.noBody())
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) {
        return CLIENT.sendAsync(request(path).timeout(LIMIT).build(), BodyHandlers.ofString())
                .join();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY);
    }
}
