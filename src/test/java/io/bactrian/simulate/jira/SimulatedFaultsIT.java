package io.bactrian.simulate.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.Fault.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults that a simulator can play, each as a client sees it. */
class SimulatedFaultsIT {

    private static final String MYSELF = "/rest/api/3/myself";
    private static final String ALL = "created >= \"1970-01-02 00:00\" order by created asc";

    private SimulatedJira jira;
    private JiraClient client;

    @BeforeEach
    void start() {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(60));
        client = new JiraClient(jira);
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aRefusalIsACollectionOfErrors(int status) throws Exception {
        jira.faults().add(Fault.status(status));

        var answer = client.send(MYSELF);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"errorMessages\":");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aFailureOfTheServerIsAPageOfHtml(int status) throws Exception {
        jira.faults().add(Fault.status(status));

        var answer = client.send(MYSELF);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void aRateLimitTellsWhenAndWhy() throws Exception {
        jira.faults().add(Fault.rateLimit("Wed, 21 Oct 2026 07:28:00 GMT", "jira-burst-based"));
        jira.faults().add(Fault.rateLimit(null, null));

        var dated = client.send(MYSELF);
        var bare = client.send(MYSELF);

        assertThat(dated.headers().firstValue("Retry-After")).contains("Wed, 21 Oct 2026 07:28:00 GMT");
        assertThat(dated.headers().firstValue("RateLimit-Reason")).contains("jira-burst-based");
        assertThat(bare.statusCode()).isEqualTo(429);
        assertThat(bare.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void aFaultIsPlayedOnEachThirdRequestOfItsPath() throws Exception {
        jira.faults().add(Fault.status(503).on("/myself").every(3).times(2));

        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < 10; request++) {
            client.send("/rest/api/3/status");
            statuses.add(client.send(MYSELF).statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 503, 200, 200, 503, 200, 200, 200, 200);
        assertThat(jira.faults().played()).isEqualTo(2);
    }

    @Test
    void anAnswerComesLate() throws Exception {
        jira.faults().add(Fault.of(Kind.LATENCY, Duration.ofMillis(300)));
        Instant before = Instant.now();

        client.send(MYSELF);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROPPED", "CUT"})
    void aBrokenConnectionIsAnError(String kind) {
        jira.faults().add(Fault.of(Kind.valueOf(kind)).always());

        assertThatThrownBy(() -> client.send(MYSELF)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRIBBLED_BODY", "DRIBBLED_HEADER"})
    void aDribbledAnswerIsWholeButTakesItsTime(String kind) throws Exception {
        jira.faults().add(Fault.of(Kind.valueOf(kind), Duration.ofMillis(3)));
        Instant before = Instant.now();

        var answer = client.send(MYSELF);

        assertThat(answer.body()).endsWith("}");
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aTruncatedAnswerLooksWholeButIsNot() throws Exception {
        String whole = client.send(MYSELF).body();
        jira.faults().add(Fault.of(Kind.TRUNCATED));

        var answer = client.send(MYSELF);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(whole).startsWith(answer.body()).isNotEqualTo(answer.body());
    }

    @Test
    void aTokenLeadsToItsOwnPage() throws Exception {
        JsonNode first = client.get(JiraClient.query(ALL) + "&maxResults=10");
        String token = first.path("nextPageToken").asText();
        jira.faults().add(Fault.of(Kind.REPEATED_TOKEN));

        JsonNode second = client.get(JiraClient.query(ALL) + "&maxResults=10&nextPageToken=" + token);

        assertThat(second.path("nextPageToken").asText()).isEqualTo(token);
    }

    @Test
    void aPageOfHtmlComesWithStatus200() throws Exception {
        jira.faults().add(Fault.of(Kind.HTML));

        var answer = client.send(MYSELF);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void anAnswerIsZipped() throws Exception {
        String plain = client.send(MYSELF).body();
        jira.faults().add(Fault.of(Kind.GZIP));
        HttpRequest request = HttpRequest.newBuilder(URI.create(jira.address() + MYSELF))
                .header(
                        "Authorization",
                        JiraClient.basic(
                                jira.settings().username(), jira.settings().apiToken()))
                .build();

        byte[] zipped = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();

        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(plain);
    }

    @Test
    void aDisturbedExchangeIsMarked() throws Exception {
        List<Boolean> faulty = new ArrayList<>();
        jira.exchanges().listen(exchange -> faulty.add(exchange.faulty()));
        jira.faults().add(Fault.status(403));

        client.send(MYSELF);
        client.send(MYSELF);

        assertThat(faulty).containsExactly(true, false);
    }
}
