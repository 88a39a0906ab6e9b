package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.api.Contract;
import io.bactrian.command.Api;
import io.bactrian.connection.Integration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;

/** Asks a running service for single records as their tools have them. */
record LiveReading(URI service, String key) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** All that a sync would have written. */
    private static final String STORED = """
            select coalesce(string_agg(t::text, ' '), '') from (
                select (select md5(coalesce(string_agg(r::text, '' order by r.stream, r.external_id), '')) from work.records r),
                    (select md5(coalesce(string_agg(i::text, '' order by i.stream, i.external_id), '')) from work.items i),
                    (select count(*) from bactrian.runs), (select count(*) from bactrian.inconsistencies),
                    (select count(*) from bactrian.walks)) t
            """;

    static LiveReading of(RunningService running) {
        return new LiveReading(running.address(), ServiceProcess.ADMIN_KEY);
    }

    static List<String> stored(RunningService running) {
        return running.texts(STORED);
    }

    /** An answer; {@code retryAfter} is 0 when it has none. */
    record Told(int status, JsonNode body, int retryAfter) {
        /** What it violates of the contract. */
        Set<String> mistakes() throws IOException {
            return new Contract().mistakes("#/components/schemas/" + (status == 200 ? "Record" : "Problem"), body);
        }

        String text(String pointer) {
            return body.at(pointer).asText();
        }

        List<String> pointers() {
            return body.at("/fresh/differences").findValuesAsText("pointer");
        }
    }

    Told live(Integration integration, String stream, String id) throws Exception {
        return get(integration, stream + "/" + Api.encoded(id) + "?fresh=true");
    }

    Told copy(Integration integration, String stream, String id) throws Exception {
        return get(integration, stream + "/" + Api.encoded(id));
    }

    /** @param path below the records */
    Told get(Integration integration, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/api/v1/integrations/" + integration.id() + "/records/" + path))
                .header("Authorization", "Bearer " + key)
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        return new Told(
                answer.statusCode(),
                JSON.readTree(answer.body()),
                answer.headers().firstValue("Retry-After").map(Integer::valueOf).orElse(0));
    }
}
