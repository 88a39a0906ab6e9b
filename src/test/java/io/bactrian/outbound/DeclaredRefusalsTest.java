package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.declaration.Declarations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the refusals of the shipped tools mean, by their exact texts. */
class DeclaredRefusalsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trello | 401 | invalid key | AUTHENTICATION | CONNECTION | NONE",
                "trello | 401 | invalid token | AUTHENTICATION | CONNECTION | NONE",
                "trello | 401 | unauthorized card permission requested | PERMISSION | RECORD | NONE",
                "trello | 401 | unauthorized permission requested | PERMISSION | RECORD | NONE",
                "trello | 404 | The requested resource was not found. | NOT_FOUND | ENDPOINT | NONE",
                "trello | 400 | invalid id | NOT_FOUND | RECORD | NONE",
                "trello | 400 | member has not voted on the card | INVALID_DATA | ENDPOINT | NONE",
                "trello | 403 | {\"error\":\"API_TOO_MANY_CARDS_REQUESTED\"} | INVALID_DATA | ENDPOINT | SHRINK_PAGE",
                "trello | 429 | {\"message\":\"Exceeded rate limit to /1/member\"} | RATE_LIMIT | ENDPOINT | NONE",
                "trello | 429 | {\"error\":\"API_TOKEN_LIMIT_EXCEEDED\"} | RATE_LIMIT | CONNECTION | NONE",
                "asana | 400 | {\"errors\":[{\"message\":\"Your pagination token has expired.\"}]} | INVALID_DATA | ENDPOINT | RESTART_WINDOW",
                "asana | 400 | {\"errors\":[{\"message\":\"Missing input: workspace\"}]} | INVALID_DATA | ENDPOINT | NONE",
                "asana | 401 | {\"errors\":[{\"message\":\"Not Authorized\"}]} | AUTHENTICATION | CONNECTION | NONE",
                "asana | 402 | {\"errors\":[{\"message\":\"Payment Required\"}]} | PERMISSION | ENDPOINT | NONE",
                "asana | 403 | {\"errors\":[{\"message\":\"You do not have access to this task.\"}]} | PERMISSION | RECORD | NONE",
                "asana | 403 | {\"errors\":[{\"message\":\"Forbidden\"}]} | PERMISSION | ENDPOINT | NONE",
                "asana | 404 | {\"errors\":[{\"message\":\"task: Unknown object: 1\"}]} | NOT_FOUND | RECORD | NONE",
                "asana | 429 | {\"errors\":[{\"message\":\"You have made too many requests recently.\"}]} | RATE_LIMIT | CONNECTION | NONE",
                "github | 301 | {\"message\":\"Moved Permanently\"} | NOT_FOUND | RECORD | NONE",
                "github | 401 | {\"message\":\"Bad credentials\"} | AUTHENTICATION | CONNECTION | NONE",
                "github | 403 | {\"message\":\"Resource not accessible by personal access token\"} | PERMISSION | ENDPOINT | NONE",
                "github | 403 | {\"message\":\"You have exceeded a secondary rate limit\"} | RATE_LIMIT | CONNECTION | NONE",
                "github | 404 | {\"message\":\"Not Found\"} | NOT_FOUND | ENDPOINT | NONE",
                "github | 410 | {\"message\":\"This issue was deleted\"} | NOT_FOUND | ENDPOINT | NONE",
                "github | 429 | {} | RATE_LIMIT | CONNECTION | NONE"
            })
    void aRefusalMeansWhatItsTextSays(
            String tool, int status, String body, FailureCategory category, Scope scope, Act act) throws Exception {
        Destination destination = CallBench.destination(
                "https://tool.example",
                new Declarations().read(Path.of("routes", tool)).refusals());

        ToolFailure refused = refusal(destination, status, body);

        assertThat(refused.category()).isEqualTo(category);
        assertThat(refused.scope()).isEqualTo(scope);
        assertThat(refused.act()).isEqualTo(act);
    }

    /** An empty body and one that a stranger may see look like success. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | X-Authentication-Denied-Reason | CAPTCHA_CHALLENGE; login-url=https://x/login.jsp | STOP",
                "401 | X-Seraph-LoginReason | AUTHENTICATION_DENIED | STOP",
                "200 | X-Seraph-LoginReason | AUTHENTICATED_FAILED | NONE",
                "200 | X-Seraph-LoginReason | AUTHENTICATED_FAILED, OUT | NONE"
            })
    void jiraSaysInAHeaderThatItDoesNotKnowTheCaller(int status, String header, String reason, Act act)
            throws Exception {
        Destination destination = CallBench.destination(
                "https://tool.example",
                new Declarations().read(Path.of("routes/jira")).refusals());

        for (String body : List.of("", "[]")) {
            ToolFailure refused = refusal(destination, status, Map.of(header.toLowerCase(Locale.ROOT), reason), body);

            assertThat(refused.category()).isEqualTo(FailureCategory.AUTHENTICATION);
            assertThat(refused.scope()).isEqualTo(Scope.CONNECTION);
            assertThat(refused.act()).isEqualTo(act);
        }
    }

    @Test
    void githubMayRefuseWhatIsTooMuchBy403AndSayHowLongToWait() throws Exception {
        Destination destination = CallBench.destination(
                "https://tool.example",
                new Declarations().read(Path.of("routes/github")).refusals());
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "0", "retry-after", "60");

        ToolFailure refused = refusal(destination, 403, headers, "{}");

        assertThat(refused.category()).isEqualTo(FailureCategory.RATE_LIMIT);
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
    }

    private static ToolFailure refusal(Destination destination, int status, String body) {
        return refusal(destination, status, Map.of(), body);
    }

    private static ToolFailure refusal(Destination destination, int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            Refusals.check(destination, "GET /x", status, headers, bytes, bytes.length, NOW);
        } catch (ToolFailure refused) {
            return refused;
        }
        throw new AssertionError("the answer was taken");
    }
}
