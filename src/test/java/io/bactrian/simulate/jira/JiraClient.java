package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Asks a simulated Jira as any client would. */
final class JiraClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String authorization;

    JiraClient(SimulatedJira jira) {
        this(
                jira.address().toString(),
                basic(jira.settings().username(), jira.settings().apiToken()));
    }

    JiraClient(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static String basic(String username, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((username + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(path).body());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send("POST", path, body).body());
    }

    static String query(String jql) {
        return "/rest/api/3/search/jql?jql=" + URLEncoder.encode(jql, StandardCharsets.UTF_8);
    }

    /** The ids that a search finds, page by page. */
    List<String> search(String jql, String parameters) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String token = "";
        JsonNode page;
        do {
            page = get(query(jql) + parameters + token);
            page.path("issues").forEach(issue -> ids.add(issue.path("id").asText()));
            token = "&nextPageToken=" + page.path("nextPageToken").asText();
        } while (!page.path("isLast").asBoolean(true));
        return ids;
    }
}
