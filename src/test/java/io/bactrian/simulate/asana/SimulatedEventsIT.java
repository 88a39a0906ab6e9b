package io.bactrian.simulate.asana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.SimulatorClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the events of a simulated Asana tell, and what they keep to themselves. */
class SimulatedEventsIT {
    private SimulatedAsana simulated;
    private Asana asana;
    private SimulatorClient client;
    private String project;

    @BeforeEach
    void start() {
        serve(AsanaSettings.defaults().withProjects(2));
    }

    private void serve(AsanaSettings settings) {
        simulated = SimulatedAsana.start(settings);
        asana = simulated.asana();
        client = AsanaClient.of(simulated);
        project = asana.gids("project").get(0);
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    private String token() throws Exception {
        return client.get("/events?resource=" + project).path("sync").asText();
    }

    private JsonNode since(String token) throws Exception {
        return client.get("/events?resource=" + project + "&sync=" + token);
    }

    private void rename(String task, int times) {
        for (int at = 0; at < times; at++) {
            asana.change("rename", task);
        }
    }

    @Test
    void eventsBeginWithARefusalThatBringsTheToken() throws Exception {
        HttpResponse<String> first = client.send("/events?resource=" + project);
        String sync = token();
        String task = asana.change("create", project);
        asana.change("rename", task);

        JsonNode told = since(sync);

        assertThat(first.statusCode()).isEqualTo(412);
        assertThat(told.path("data"))
                .extracting(event -> event.path("action").asText() + " "
                        + event.at("/resource/gid").asText())
                .containsExactly("added " + task, "changed " + task);
        assertThat(told.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void eventsComeByTheHundred() throws Exception {
        String sync = token();
        String task = asana.change("create", project);
        rename(task, 150);

        JsonNode first = since(sync);
        JsonNode second = since(first.path("sync").asText());

        assertThat(first.path("data")).hasSize(100);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(second.path("data")).hasSize(51);
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void aLostTokenIsRefusedWithAnotherOne() throws Exception {
        String sync = token();
        asana.change("create", project);
        client.change("{\"kind\":\"lose_tokens\"}");

        HttpResponse<String> lost = client.send("/events?resource=" + project + "&sync=" + sync);

        assertThat(lost.statusCode()).isEqualTo(412);
        assertThat(lost.body()).contains("Sync token invalid or too old", "\"sync\"");
    }

    @Test
    void eventsDoNotTellOfSubtasksFilesAndTime() throws Exception {
        String task = asana.change("create", project);
        String sync = token();
        String subtask = asana.change("create_subtask", task);
        asana.change("rename", subtask);
        asana.change("attach", task);
        asana.change("book_time", task);

        assertThat(since(sync).path("data")).isEmpty();
    }

    @Test
    void someEventsAreNeverDelivered() throws Exception {
        simulated.close();
        serve(AsanaSettings.defaults().withLostEvery(3));
        String sync = token();
        rename(asana.change("create", project), 29);

        assertThat(since(sync).path("data")).hasSize(20);
    }
}
