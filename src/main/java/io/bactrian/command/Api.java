package io.bactrian.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A running service, as its REST API offers it; every refusal is a {@link CommandFailed}. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    /** A little longer than the service lets a caller wait for a run. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final int PART = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final URI service;
    private final String key;

    public Api(URI service, String key) {
        this.service = service;
        this.key = key;
    }

    /** An answer and the version that it is of. */
    public record Versioned(JsonNode body, @Nullable String etag) {}

    public JsonNode get(String path) throws InterruptedException {
        return send("GET", path, null, null).body();
    }

    public Versioned getVersioned(String path) throws InterruptedException {
        return send("GET", path, null, null);
    }

    public JsonNode post(String path, @Nullable JsonNode body) throws InterruptedException {
        return send("POST", path, body, null).body();
    }

    /** @param etag the version that is to be changed, and no other */
    public JsonNode patch(String path, JsonNode body, @Nullable String etag) throws InterruptedException {
        return send("PATCH", path, body, etag).body();
    }

    public void delete(String path) throws InterruptedException {
        send("DELETE", path, null, null);
    }

    /** The first items of a list, however many parts they come in; {@code next} is null when these are all. */
    public JsonNode list(String path, Map<String, @Nullable String> filter, int limit) throws InterruptedException {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        JsonNode next = JsonNodeFactory.instance.nullNode();
        do {
            String part = query(filter) + "limit=" + Math.min(PART, limit - items.size())
                    + (next.isTextual() ? "&next=" + encoded(next.asText()) : "");
            JsonNode answer = get(path + "?" + part);
            answer.path("items").forEach(items::add);
            next = answer.path("next");
        } while (next.isTextual() && items.size() < limit);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set("items", items);
        list.set("next", next);
        return list;
    }

    private static String query(Map<String, @Nullable String> filter) {
        return filter.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + encoded(String.valueOf(entry.getValue())) + "&")
                .collect(Collectors.joining());
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Versioned send(String verb, String path, @Nullable JsonNode body, @Nullable String etag)
            throws InterruptedException {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + "/api/v1" + path))
                .method(verb, publisher)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json, application/problem+json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (etag != null) {
            request.header("If-Match", etag);
        }
        HttpResponse<String> response = send(request.build());
        return new Versioned(
                checked(response), response.headers().firstValue("ETag").orElse(null));
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw CommandFailed.unreachable(
                    "the service at " + service + " does not answer" + reason,
                    "start it, or say by --url or BACTRIAN_URL where it is");
        }
    }

    private JsonNode checked(HttpResponse<String> response) {
        JsonNode body = parsed(response);
        if (response.statusCode() < 300) {
            return body;
        }
        String mistakes = StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(mistake -> mistake.path("pointer").asText() + " "
                        + mistake.path("detail").asText())
                .collect(Collectors.joining("; "));
        throw CommandFailed.refused(
                response.statusCode(),
                body.path("category").asText("unexpected"),
                body.path("detail").asText("the service answered " + response.statusCode())
                        + (mistakes.isEmpty() ? "" : ": " + mistakes),
                body.path("wayOut").asText());
    }

    private JsonNode parsed(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? JsonNodeFactory.instance.nullNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw CommandFailed.refused(
                    response.statusCode(),
                    "unexpected",
                    "what is at " + service + " answered " + response.statusCode() + " and no JSON",
                    "see whether --url or BACTRIAN_URL names the service itself");
        }
    }
}
