package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Role;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.api.Contract;
import io.bactrian.api.Contract.Operation;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every changing operation leaves exactly one entry in the audit log, made or refused, wherever it is refused. */
final class AuditWalkIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Despite their verb they change nothing, or only when asked to. */
    private static final Set<String> READING = Set.of("compareDocuments", "handleFailure", "checkRoute");

    @TempDir
    static Path directory;

    private static RunningService service;
    private static RawHttp raw;
    private static String viewer;

    @BeforeAll
    static void start() {
        service = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
        raw = new RawHttp(service.address());
        viewer = new ApiKeys(service.service().database().jdbi()).create("viewer", Role.VIEWER, null);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Operation> changes() throws IOException {
        return new Contract()
                .operations().stream()
                        .filter(operation -> !operation.verb().equals("GET"))
                        .filter(operation -> !operation.isPublic())
                        .filter(operation -> !READING.contains(operation.id()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeLeavesOneEntry(Operation change) {
        String request = send(change, ServiceProcess.ADMIN_KEY, "application/json");

        assertThat(entries(request))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry).startsWith(change.id() + " "));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aRefusalForTheRoleOrTheFormLeavesOneEntry(Operation change) {
        String request = send(change, viewer, "text/plain");

        await().atMost(LIMIT).untilAsserted(() -> assertThat(entries(request)).hasSize(1));
    }

    @Test
    void aBodyThatTheServerRefusesLeavesOneEntry() {
        String request = UUID.randomUUID().toString();
        raw.send(
                "POST",
                "/api/v1/integrations",
                "{}".getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + ServiceProcess.ADMIN_KEY,
                "Content-Type: application/xml",
                "X-Request-Id: " + request);

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(entries(request)).containsExactly("POST /api/v1/integrations invalid_data"));
    }

    @Test
    void ofAStrangerTenRefusalsAMinuteAreNotedWhoeverRefuses() {
        for (int call = 0; call < 15; call++) {
            raw.status("GET", "/api/v1/stranger");
            raw.send(
                    "POST",
                    "/api/v1/session",
                    "{\"key\": \"wrong\"}".getBytes(StandardCharsets.UTF_8),
                    "Content-Type: application/json");
        }

        assertThat(service.number("""
                        select count(*) from bactrian.audit_entries
                        where action in ('GET /api/v1/stranger', 'createSession')""")).isEqualTo(10);
    }

    @Test
    void anActThatIsRefusedLeavesOneEntry() {
        String request = UUID.randomUUID().toString();
        raw.send(
                "POST",
                "/api/v1/failures",
                "{\"error\": {\"message\": \"broken\"}, \"act\": true}".getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + viewer,
                "Content-Type: application/json",
                "X-Request-Id: " + request);

        assertThat(entries(request)).containsExactly("handleFailure permission");
    }

    @Test
    void noEntryHoldsASecretOrWhatABodySaid() {
        String request = UUID.randomUUID().toString();
        raw.send(
                "POST",
                "/api/v1/api-keys",
                "{\"name\": \"canary-in-a-body\", \"role\": \"viewer\"}".getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + ServiceProcess.ADMIN_KEY,
                "Content-Type: application/json",
                "X-Request-Id: " + request);

        assertThat(entries(request)).hasSize(1);
        assertThat(service.texts("select e::text from bactrian.audit_entries e"))
                .noneMatch(entry -> entry.contains("canary") || entry.contains(ServiceProcess.ADMIN_KEY));
    }

    private static String send(Operation change, String key, String type) {
        String request = UUID.randomUUID().toString();
        raw.send(
                change.verb(),
                change.examplePath().replaceAll("\\?.*", ""),
                change.body().getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + key,
                "Content-Type: " + type,
                "If-Match: *",
                "X-Request-Id: " + request);
        return request;
    }

    private static List<String> entries(String request) {
        return service.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select action || ' ' || result from bactrian.audit_entries where request_id = :request")
                        .bind("request", request)
                        .mapTo(String.class)
                        .list());
    }
}
