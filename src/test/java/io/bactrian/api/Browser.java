package io.bactrian.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a browser has after it turned a key into a cookie. */
public record Browser(URI address, String setCookie, String csrfToken) {
    public static Browser login(HttpClient client, URI address, String key) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"key\": \"" + key + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("no session: " + answer.body());
        }
        return new Browser(
                address,
                answer.headers().firstValue("Set-Cookie").orElseThrow(),
                new ObjectMapper().readTree(answer.body()).get("csrfToken").asText());
    }

    public String cookie() {
        return setCookie.split(";")[0];
    }

    /** A request of its own page. */
    public HttpRequest.Builder request(String path) {
        return foreignRequest(path).header("X-CSRF-Token", csrfToken);
    }

    /** A request that another site's page made it send. */
    public HttpRequest.Builder foreignRequest(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Cookie", cookie());
    }
}
