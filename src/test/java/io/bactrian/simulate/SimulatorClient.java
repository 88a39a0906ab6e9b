package io.bactrian.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a simulated tool as any client would. */
public final class SimulatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String base;
    private final String authorization;

    /** @param base what all paths begin with, but for those that steer the simulator */
    public SimulatorClient(URI address, String base, String authorization) {
        this.address = address.toString();
        this.base = base;
        this.authorization = authorization;
    }

    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        String whole = path.startsWith(SimulatorServer.CONTROL) ? path : base + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + whole))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(path).body());
    }

    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send("POST", path, body).body());
    }

    /** Does something that people do. */
    public void change(String change) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", SimulatorServer.CONTROL + "changes", change);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(answer.body());
        }
    }
}
