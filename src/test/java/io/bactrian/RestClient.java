package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks a running service as an administrator does. */
record RestClient(URI service) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An answer, its body read; missing when there is none. */
    record Told(int status, JsonNode body, String etag) {}

    Told get(UUID integration) throws Exception {
        return send("GET", "/" + integration, null, null);
    }

    Told patch(UUID integration, String ifMatch, String body) throws Exception {
        return send("PATCH", "/" + integration, ifMatch, body);
    }

    Told delete(UUID integration) throws Exception {
        return send("DELETE", "/" + integration, null, null);
    }

    Told post(UUID integration, String action) throws Exception {
        return send("POST", "/" + integration + "/" + action, null, null);
    }

    /** @param path below the integrations */
    Told send(String verb, String path, @Nullable String ifMatch, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/api/v1/integrations" + path))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return told(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    private static Told told(HttpResponse<String> answer) throws IOException {
        return new Told(
                answer.statusCode(),
                JSON.readTree(answer.body()),
                answer.headers().firstValue("ETag").orElse(""));
    }
}
