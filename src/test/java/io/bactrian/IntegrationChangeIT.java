package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.RestClient.Told;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an integration is changed, and what keeps it from being changed wrongly. */
class IntegrationChangeIT extends WithOneIntegration {
    @Test
    void aChangeMergesAndMovesTheVersion() throws Exception {
        Told before = rest.get(id);

        Told after = rest.patch(
                id,
                before.etag(),
                "{\"name\": \"renamed\", \"projectId\": \"P1\", \"config\": {\"timeout\": \"2s\"}, \"syncFrequency\": 60}");

        assertThat(after.status()).as(after.body().toString()).isEqualTo(200);
        assertThat(after.body().path("config"))
                .isEqualTo(((ObjectNode) before.body().path("config").deepCopy()).put("timeout", "2s"));
        assertThat(after.body().path("name").asText()).isEqualTo("renamed");
        assertThat(after.body().path("nextSyncAt").asText()).isNotBlank();
        assertThat(instant(after)).isAfter(instant(before));
        assertThat(after.etag())
                .isNotEqualTo(before.etag())
                .isEqualTo(rest.get(id).etag());
        assertThat(running.texts("select name from work.integrations where integration_id = '" + id + "'"))
                .containsExactly("renamed");
    }

    /** Health may move by itself. */
    private void assertUnchanged(Told before) throws Exception {
        Told now = rest.get(id);
        assertThat(now.etag()).isEqualTo(before.etag());
        for (String field : List.of("name", "projectId", "config", "scope", "dataMapping", "syncFrequency", "status")) {
            assertThat(now.body().path(field)).as(field).isEqualTo(before.body().path(field));
        }
    }

    private static Instant instant(Told told) {
        return Instant.parse(told.body().path("updatedAt").asText());
    }

    @Test
    void nullTakesAFieldAway() throws Exception {
        rest.patch(id, "*", "{\"projectId\": \"P1\", \"syncFrequency\": 60}");

        Told after = rest.patch(
                id, "*", "{\"projectId\": null, \"syncFrequency\": null, \"config\": {\"retryAttempts\": null}}");

        assertThat(after.body().path("projectId").isNull()).isTrue();
        assertThat(after.body().path("syncFrequency").asLong()).isZero();
        assertThat(after.body().path("nextSyncAt").isNull()).isTrue();
        assertThat(after.body().at("/config/retryAttempts").asInt()).isEqualTo(3);
    }

    @Test
    void aChangeWithoutAVersionIsRefused() throws Exception {
        Told answer = rest.patch(id, null, "{\"name\": \"renamed\"}");

        assertThat(answer.status()).isEqualTo(428);
        assertThat(stored().name()).isEqualTo("test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'\"1\"'", "W/{etag}", "nonsense", "'\"1\", \"2\"'"})
    void aChangeOfAnotherVersionIsRefused(String ifMatch) throws Exception {
        String etag = rest.get(id).etag();

        Told answer = rest.patch(id, ifMatch.replace("{etag}", etag), "{\"name\": \"renamed\"}");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.body().path("category").asText()).isEqualTo("invalid_data");
        assertThat(stored().name()).isEqualTo("test");
    }

    @Test
    void theSecondOfTwoChangesOfOneVersionIsRefused() throws Exception {
        String etag = rest.get(id).etag();
        rest.patch(id, etag, "{\"name\": \"first\"}");

        Told second = rest.patch(id, etag, "{\"name\": \"second\"}");

        assertThat(second.status()).isEqualTo(412);
        assertThat(stored().name()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"nmae": "x"}                                 | 400 | /nmae
            {"tool": "jira"}                              | 400 | /tool
            {"name": ""}                                  | 422 | /name
            {"name": null}                                | 422 | /name
            {"name": 1}                                   | 422 | /name
            {"projectId": 1}                              | 422 | /projectId
            {"config": null}                              | 422 | /config
            {"config": {"baseUrll": "x"}}                 | 422 | /config/baseUrll
            {"config": {"baseUrl": null}}                 | 422 | /config/baseUrl
            {"config": {"baseUrl": 12}}                   | 422 | /config/baseUrl
            {"credentials": {"username": "x", "apiToken": "****oken"}} | 422 | /credentials/apiToken
            {"credentials": null}                         | 422 | /credentials
            {"scope": []}                                 | 422 | /scope
            {"scope": {"streams": ["unicorns"]}}          | 422 | /scope/streams/0
            {"dataMapping": {}}                           | 422 | /dataMapping
            {"syncFrequency": "0 99 * * * ? UTC"}         | 422 | /syncFrequency
            {"syncFrequency": "0 0 2 * * ? Mars/Base"}    | 422 | /syncFrequency
            {"paused": "yes"}                             | 422 | /paused
            {"pauseReason": "because"}                    | 422 | /pauseReason
            {"paused": false, "pauseReason": "because"}   | 422 | /pauseReason
            """)
    void aWrongChangeIsRefusedAndTheMistakeNamed(String body, int status, String pointer) throws Exception {
        Told before = rest.get(id);

        Told answer = rest.patch(id, before.etag(), body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertUnchanged(before);
    }

    @Test
    void aCredentialThatDoesNotWorkIsNotStored() throws Exception {
        Told before = rest.get(id);

        Told answer = rest.patch(id, "*", WRONG);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("category").asText()).isEqualTo("authentication");
        assertThat(answer.body().toString()).doesNotContain("canary");
        assertUnchanged(before);
        assertThat(rest.post(id, "test").body().path("success").asBoolean()).isTrue();
    }

    @Test
    void aCredentialIsStoredUntestedOnRequest() throws Exception {
        Told stored = rest.send("PATCH", "/" + id + "?connect=false", "*", WRONG);

        Told test = rest.post(id, "test");

        assertThat(stored.status()).isEqualTo(200);
        assertThat(test.status()).isEqualTo(200);
        assertThat(test.body().path("success").asBoolean()).isFalse();
        assertThat(test.body().at("/failure/category").asText()).isEqualTo("authentication");
        assertThat(stored().status()).isEqualTo(IntegrationStatus.CONNECTED);
    }

    @Test
    void anotherAddressDropsTheCredential() throws Exception {
        Told answer = rest.patch(id, "*", "{\"config\": {\"baseUrl\": \"http://127.0.0.1:9\"}}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("reauthorize");
        assertThat(credentials()).isZero();
    }

    @Test
    void anotherAddressThatMustNotBeCalledIsRefused() throws Exception {
        Told answer = rest.patch(id, "*", "{\"config\": {\"baseUrl\": \"https://169.254.169.254\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("category").asText()).isEqualTo("configuration");
        assertThat(credentials()).isOne();
    }

    @Test
    void anotherAddressWithACredentialOfItsOwnIsCalledFromThenOn() throws Exception {
        try (SimulatedJira other = SimulatedJira.start(JiraSettings.defaults().withIssues(3))) {
            String change = "{\"config\": {\"baseUrl\": \"" + other.address() + "\"}, \"credentials\": "
                    + running.credentials(other.settings().apiToken()) + "}";

            Told answer = rest.patch(id, "*", change);
            Told test = rest.post(id, "test");

            assertThat(answer.body().path("status").asText())
                    .as(answer.body().toString())
                    .isEqualTo("connected");
            assertThat(test.body().path("success").asBoolean()).isTrue();
            assertThat(other.exchanges().count("/myself")).isEqualTo(2);
        }
    }

    @Test
    void aChangeIsWrittenDownOnce() throws Exception {
        rest.patch(id, "*", "{\"name\": \"renamed\"}");

        JsonNode shown = rest.get(id).body();

        assertThat(running.texts("select action || ' ' || result from bactrian.audit_entries where subject = '" + id
                        + "' order by id"))
                .containsExactly("createIntegration done", "updateIntegration done");
        assertThat(shown.path("name").asText()).isEqualTo("renamed");
    }
}
