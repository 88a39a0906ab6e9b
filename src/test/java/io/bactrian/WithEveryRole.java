package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.NewKey;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Alongside;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A service with an integration of one project, and keys of every role, an expired one, and one of another project. */
abstract class WithEveryRole {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String PROJECT = "walked";
    static final Map<Role, String> KEYS = new EnumMap<>(Role.class);

    @TempDir
    static Path directory;

    static RunningService service;
    static RawHttp raw;
    static Surface surface;
    static String expired;
    static String foreign;
    static Integration integration;
    static UUID run;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start(directory, JiraSettings.defaults().withIssues(50), Map.of());
        raw = new RawHttp(service.address());
        surface = Surface.of(service.service().context(), service.address().getPort());
        ApiKeys keys = new ApiKeys(service.service().database().jdbi());
        for (Role role : Role.values()) {
            KEYS.put(role, keys.create("walk " + role.word(), role, null));
        }
        expired = keys.create("expired", Role.ADMIN, Instant.EPOCH);
        foreign = foreignKey();
        integration = service.connect();
        service.jdbi().useHandle(handle -> handle.execute("update bactrian.integrations set project_id = ?", PROJECT));
        run = service.sync(integration, SyncMode.FULL).id();
    }

    static String foreignKey() {
        NewKey bound = new NewKey("foreign", Role.ADMIN, Set.of("another project"), null);
        return new KeyRegister(service.service().database().jdbi())
                .make(Caller.SYSTEM, bound, id -> Alongside.NOTHING)
                .key();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static int status(String operation, String key) {
        return key.isEmpty()
                ? raw.status(operation.split(" ")[0], filled(operation))
                : raw.status(operation.split(" ")[0], filled(operation), "Authorization: Bearer " + key);
    }

    /** With ids of nothing, so that what is allowed does no harm. */
    static String filled(String operation) {
        return operation.split(" ")[1].replaceAll("\\{[^}]+}", "00000000-0000-4000-8000-00000000000a");
    }

    static HttpRequest.Builder request(String verb, String path, String key, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.address().resolve(path)).header("Authorization", "Bearer " + key);
        return body.isEmpty()
                ? request.method(verb, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(verb, BodyPublishers.ofString(body));
    }

    /** Operations of the interface that need a key, and the role. */
    static Map<String, String> apiRoles() throws IOException {
        Map<String, String> roles = roles();
        roles.values().removeIf("public"::equals);
        roles.keySet().removeIf(operation -> !operation.contains(" /api/"));
        return roles;
    }

    static Map<String, String> roles() throws IOException {
        Map<String, String> roles = new TreeMap<>();
        table().forEach(cells -> roles.put(cells[0] + " " + cells[1], cells[2]));
        return roles;
    }

    static Stream<String[]> table() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/roles.csv")).stream()
                .skip(1)
                .map(line -> line.split(","));
    }
}
