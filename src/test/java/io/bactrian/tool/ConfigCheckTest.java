package io.bactrian.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.declaration.DeclarationFailure;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an integration says is held to what its tool asks for, and no secret comes back. */
final class ConfigCheckTest {
    private static final String SECRET = "canary-4711";

    private Tool jira;

    @BeforeEach
    void read() throws DeclarationFailure {
        jira = new Declarations().read(Path.of("routes/jira"));
    }

    @Test
    void aSoundConfigurationHasNoProblems() throws JsonProcessingException {
        JsonNode config = json("{'baseUrl': 'https://acme.atlassian.net', 'timeout': '5s', 'retryAttempts': 0}");

        assertThat(ConfigCheck.config(jira, config)).isEmpty();
    }

    @Test
    void aMissingFieldIsNamed() throws JsonProcessingException {
        assertThat(ConfigCheck.config(jira, json("{}")))
                .containsExactly(new ConfigProblem("/config/baseUrl", "is required"));
    }

    @Test
    void anUnknownFieldIsNamedWithWhatWasMeant() throws JsonProcessingException {
        JsonNode config = json("{'baseUrl': 'https://acme.atlassian.net', 'cloudid': 'x'}");

        assertThat(ConfigCheck.config(jira, config))
                .containsExactly(new ConfigProblem("/config/cloudid", "unknown field, did you mean cloudId?"));
    }

    @Test
    void wrongValuesAreNamedInWords() throws JsonProcessingException {
        JsonNode config = json("{'baseUrl': 'acme', 'timeout': 'soon', 'retryAttempts': 11}");

        assertThat(ConfigCheck.config(jira, config))
                .containsExactlyInAnyOrder(
                        new ConfigProblem("/config/baseUrl", "must be a valid uri"),
                        new ConfigProblem("/config/timeout", "must have the form ^[0-9]+(ms|s|m)$"),
                        new ConfigProblem("/config/retryAttempts", "must be at most 10"));
    }

    @Test
    void whatIsNoObjectIsNamed() throws JsonProcessingException {
        assertThat(ConfigCheck.config(jira, json("[]")))
                .containsExactly(new ConfigProblem("/config", "must be of type object"));
    }

    @Test
    void defaultsAreFilledInWhereNothingIsSaid() throws JsonProcessingException {
        JsonNode whole = ConfigCheck.withDefaults(jira, json("{'baseUrl': 'https://a', 'timeout': '5s'}"));

        assertThat(whole)
                .isEqualTo(json("{'baseUrl': 'https://a', 'timeout': '5s',"
                        + " 'gatewayUrl': 'https://api.atlassian.com', 'retryAttempts': 3}"));
    }

    @Test
    void eachKindOfCredentialsIsSound() throws JsonProcessingException {
        assertThat(ConfigCheck.credentials(jira, json("{'username': 'u', 'apiToken': 't'}")))
                .isEmpty();
        assertThat(ConfigCheck.credentials(jira, json("{'accessToken': 't'}"))).isEmpty();
        assertThat(ConfigCheck.credentials(jira, json("{'username': 'u', 'password': 'p'}")))
                .isEmpty();
    }

    @Test
    void credentialsAreHeldToTheKindThatWasMeant() throws JsonProcessingException {
        assertThat(ConfigCheck.credentials(jira, json("{'username': 'u'}")))
                .containsExactly(new ConfigProblem("/credentials/apiToken", "is required"));
        assertThat(ConfigCheck.credentials(jira, json("{}")))
                .containsExactly(new ConfigProblem(
                        "/credentials", "must hold username and apiToken, or accessToken, or username and password"));
    }

    @Test
    void noSecretComesBack() throws JsonProcessingException {
        List<JsonNode> wrong = List.of(
                json("{'username': 'u', 'apiToken': ['" + SECRET + "']}"),
                json("{'accessToken': {'a': '" + SECRET + "'}}"),
                json("'" + SECRET + "'"),
                json("{'accessToken': '', 'password': '" + SECRET + "'}"));

        assertThat(wrong)
                .allSatisfy(credentials -> assertThat(ConfigCheck.credentials(jira, credentials))
                        .isNotEmpty()
                        .noneMatch(problem -> problem.toString().contains(SECRET)));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
