package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.NewKey;
import io.bactrian.api.Contract;
import io.bactrian.connection.Integration;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.store.Alongside;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole authorisation table: every route of the running service, every role, every kind of stranger, every trick. */
final class AuthorisationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PROJECT = "walked";
    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);

    @TempDir
    static Path directory;

    private static RunningService service;
    private static RawHttp raw;
    private static Surface surface;
    private static String expired;
    private static String foreign;
    private static Integration integration;
    private static UUID run;

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

    private static String foreignKey() {
        NewKey bound = new NewKey("foreign", Role.ADMIN, Set.of("another project"), null);
        return new KeyRegister(service.service().database().jdbi())
                .make(Caller.SYSTEM, bound, id -> Alongside.NOTHING)
                .key();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void routerTableAndContractNameTheSameOperations() throws IOException {
        Set<String> table = new TreeSet<>(roles().keySet());
        Set<String> contract = new TreeSet<>();
        new Contract().operations().forEach(operation -> contract.add(operation.verb() + " " + operation.path()));

        assertThat(new TreeSet<>(surface.below("/api/"))).isEqualTo(contract);
        assertThat(table.stream().filter(operation -> operation.contains(" /api/")))
                .containsExactlyInAnyOrderElementsOf(contract);
    }

    /** Of what is outside of the interface each is meant, and every line that is public says why. */
    @Test
    void whatIsPublicIsMeantToBe() throws IOException {
        List<String[]> open = table().filter(cells -> cells[2].equals("public")).toList();

        assertThat(open).allSatisfy(cells -> assertThat(cells).hasSize(4));
        assertThat(open)
                .extracting(cells -> cells[0] + " " + cells[1])
                .filteredOn(operation -> operation.contains("/api/"))
                .containsExactly("POST /api/v1/session");
    }

    @Test
    void everyOperationAnswersEveryRoleAsTheTableSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> line : apiRoles().entrySet()) {
            for (Role role : Role.values()) {
                int status = status(line.getKey(), KEYS.get(role));
                boolean allowed = role.includes(Role.of(line.getValue()));
                if (allowed == (status == 403) || status == 401 || status >= 500) {
                    wrong.add(role + " " + line + " -> " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noOperationAnswersAStranger() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String operation : apiRoles().keySet()) {
            for (String key : new String[] {"", "bk_garbage-garbage-garbage-garbage-garbage", expired}) {
                int status = status(operation, key);
                if (status != 401 && status != 429) {
                    wrong.add(operation + " with '" + key + "' -> " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Whoever may not do a thing must not be able to by spelling it in another way, nor a stranger do anything. */
    @Test
    void noSpellingOpensAnOperation() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, String> line : apiRoles().entrySet()) {
            String verb = line.getKey().split(" ")[0];
            boolean viewersMay = line.getValue().equals("viewer");
            for (String path : spellings(filled(line.getKey()))) {
                tried++;
                int stranger = raw.status(verb, path);
                int viewer = raw.status(verb, path, "Authorization: Bearer " + KEYS.get(Role.VIEWER));
                if (stranger / 100 != 4 || (!viewersMay && viewer / 100 != 4)) {
                    wrong.add(verb + " " + path + " -> " + stranger + ", " + viewer);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    private static List<String> spellings(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String before = path.substring(0, path.lastIndexOf('/') + 1);
        return List.of(
                "/" + path,
                before + "/" + last,
                before + "./" + last,
                before + "x/../" + last,
                before + "x/%2e%2e/" + last,
                before + "x/..;/" + last,
                before + "%2e/" + last,
                before + "%" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                path.replaceFirst("/v1/", "%2fv1%2f"),
                path.replaceFirst("/api/", "/docs/../api/"),
                path.replaceFirst("/api/", "/docs/..%2fapi/"),
                path.replaceFirst("/api/", "/docs;/../api/"),
                path.replaceFirst("/api/", "/API/"),
                before + last.toUpperCase(Locale.ROOT),
                path + "/",
                path + "//",
                path + ";x=1",
                path + "/configs",
                path + ".json",
                path + "%00",
                path + "%20",
                path + "?/docs/",
                path + "?_method=GET");
    }

    @Test
    void noHeaderOrVerbStandsInForAnother() throws IOException {
        List<String> wrong = new ArrayList<>();
        String viewer = "Authorization: Bearer " + KEYS.get(Role.VIEWER);
        for (String operation : apiRoles().keySet()) {
            String path = filled(operation);
            for (String header :
                    List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-Method")) {
                refused(wrong, "GET", path, raw.status("HEAD", path, header + ": DELETE"), 401);
            }
            for (String rewritten : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix")) {
                refused(wrong, "GET", path, raw.status("GET", path, rewritten + ": /openapi.yaml"), 401);
            }
            refused(wrong, "HEAD", path, raw.status("HEAD", path), 401);
            refused(wrong, "OPTIONS", path, raw.status("OPTIONS", path), 401);
            refused(wrong, "OPTIONS", path, raw.status("OPTIONS", path, viewer), 405);
            refused(wrong, "TRACE", path, raw.status("TRACE", path, viewer), 405);
            refused(wrong, "get", path, raw.status("get", path), 401);
        }

        assertThat(wrong).isEmpty();
    }

    private static void refused(List<String> wrong, String verb, String path, int status, int expected) {
        if (status != expected) {
            wrong.add(verb + " " + path + " -> " + status);
        }
    }

    @Test
    void whatBelongsToAnotherProjectIsAsIfItWereNotThere() throws Exception {
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        for (Contract.Operation operation : new Contract().operations()) {
            String there = existing(operation);
            if (there == null) {
                continue;
            }
            walked++;
            String seen = answer(operation, there);
            String absent = answer(
                    operation,
                    existing(operation)
                            .replaceAll(
                                    integration.id() + "|" + run,
                                    UUID.randomUUID().toString()));
            if (!seen.equals(absent)) {
                wrong.add(operation + ": " + seen + " instead of " + absent);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThanOrEqualTo(5);
    }

    /** The path with the ids of what is really there; null where nothing in it belongs to an integration. */
    private static String existing(Contract.Operation operation) {
        String path = operation.examplePath().replaceAll("\\?.*", "");
        String[] example = operation.path().split("/");
        String resource = example.length > 3 ? example[3] : "";
        if (operation.path().contains("{id}") && resource.equals("integrations")) {
            return operation.path().replace("{id}", integration.id().toString()).replaceAll("\\{[^}]+}", "issues");
        }
        if (operation.path().contains("{id}") && resource.equals("runs")) {
            return operation.path().replace("{id}", run.toString());
        }
        boolean filtered = operation.parameters().stream()
                .anyMatch(parameter -> parameter.get("name").asText().equals("integrationId"));
        return filtered && !path.endsWith("/events") ? path + "?integrationId=" + integration.id() : null;
    }

    /** Status and body, less what is a request's own. */
    private static String answer(Contract.Operation operation, String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request(operation.verb(), path, foreign, operation.body()).build(), BodyHandlers.ofString());
        return answer.statusCode() + " "
                + answer.body().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "an-id");
    }

    @Test
    void noListShowsWhatBelongsToAnotherProject() throws Exception {
        List<String> wrong = new ArrayList<>();
        // One that did nothing yet: his own attempts a caller sees in the audit log.
        String fresh = foreignKey();
        for (String operation : apiRoles().keySet()) {
            if (operation.startsWith("GET") && !operation.contains("{") && !operation.endsWith("/events")) {
                HttpResponse<String> answer = CLIENT.send(
                        request("GET", operation.split(" ")[1], fresh, "").build(), BodyHandlers.ofString());
                if (answer.body().contains(integration.id().toString())
                        || answer.body().contains(run.toString())) {
                    wrong.add(operation + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noBodySetsWhatIsNotItsOwn() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : new Contract().operations()) {
            JsonNode schema = operation.bodySchema();
            if (!schema.has("additionalProperties")
                    || schema.get("additionalProperties").asBoolean(true)) {
                continue;
            }
            for (String field : List.of("role", "ownerId", "id", "encryptedSecret", "createdAt", "status", "health")) {
                if (schema.get("properties").has(field)) {
                    continue;
                }
                ObjectNode body = ((ObjectNode) JSON.readTree(operation.body())).put(field, "admin");
                String path = operation.path().replace("{id}", integration.id().toString());
                HttpResponse<String> answer = CLIENT.send(
                        request(
                                        operation.verb(),
                                        path.replaceAll("\\{[^}]+}", "x"),
                                        KEYS.get(Role.ADMIN),
                                        body.toString())
                                .header("If-Match", "*")
                                .build(),
                        BodyHandlers.ofString());
                String pointer =
                        JSON.readTree(answer.body()).at("/errors/0/pointer").asText();
                if (answer.statusCode() != 400 || !pointer.equals("/" + field)) {
                    wrong.add(operation + " with " + field + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static int status(String operation, String key) {
        return key.isEmpty()
                ? raw.status(operation.split(" ")[0], filled(operation))
                : raw.status(operation.split(" ")[0], filled(operation), "Authorization: Bearer " + key);
    }

    /** With ids of nothing, so that what is allowed does no harm. */
    private static String filled(String operation) {
        return operation.split(" ")[1].replaceAll("\\{[^}]+}", "00000000-0000-4000-8000-00000000000a");
    }

    private static HttpRequest.Builder request(String verb, String path, String key, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.address().resolve(path)).header("Authorization", "Bearer " + key);
        return body.isEmpty()
                ? request.method(verb, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(verb, BodyPublishers.ofString(body));
    }

    /** Operations of the interface that need a key, and the role. */
    private static Map<String, String> apiRoles() throws IOException {
        Map<String, String> roles = roles();
        roles.values().removeIf("public"::equals);
        roles.keySet().removeIf(operation -> !operation.contains(" /api/"));
        return roles;
    }

    private static Map<String, String> roles() throws IOException {
        Map<String, String> roles = new TreeMap<>();
        table().forEach(cells -> roles.put(cells[0] + " " + cells[1], cells[2]));
        return roles;
    }

    private static Stream<String[]> table() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/roles.csv")).stream()
                .skip(1)
                .map(line -> line.split(","));
    }
}
