package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The interface as a caller meets it. */
final class ApiIT {
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(10);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void aKeyOpensTheTools() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/tools");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningApi.json(answer).at("/items/0/name").asText()).isEqualTo("jira");
    }
}
