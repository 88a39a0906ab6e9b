package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static void check(List<Refusal> rules, int status, Map<String, String> headers, String body)
            throws ToolFailure {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Destination destination = CallBench.destination("https://tool.example", rules);
        Refusals.check(destination, "fake GET /x", status, headers, bytes, bytes.length, NOW);
    }

    private static ToolFailure refusal(List<Refusal> rules, int status, Map<String, String> headers, String body) {
        try {
            check(rules, status, headers, body);
        } catch (ToolFailure refused) {
            return refused;
        }
        throw new AssertionError("the answer was taken");
    }

    private static Refusal rule(@Nullable String status, Map<String, String> header, @Nullable String body) {
        return new Refusal(status, header, body, FailureCategory.PERMISSION, Scope.CONNECTION, Act.STOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "[]", "' \r\n\t{\"a\":1}'"})
    void jsonIsTaken(String body) {
        assertThatCode(() -> check(List.of(), 200, Map.of(), body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errorMessages\":[\"so\"]}",
                "{\"errors\":[{\"message\":\"so\"}]}",
                "{\"message\":\"so\"}",
                "{\"error_description\":\"so\",\"error\":\"invalid_grant\"}",
                "{\"error\":\"so\"}"
            })
    void whatTheToolSaysIsTold(String body) {
        assertThat(refusal(List.of(), 400, Map.of(), body)).hasMessage("fake GET /x answered 400: so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>", "{\"message\":", "{\"message\":{\"a\":1}}", "''"})
    void anAnswerThatSaysNothingIsToldByItsStatus(String body) {
        assertThat(refusal(List.of(), 400, Map.of(), body)).hasMessage("fake GET /x answered 400");
    }

    @Test
    void aLongMessageIsCut() {
        String words = "no ".repeat(1000);

        ToolFailure refusal = refusal(List.of(), 400, Map.of(), "{\"message\":\"" + words + "\"}");

        assertThat(refusal.getMessage()).hasSize("fake GET /x answered 400: ".length() + 200);
    }

    @Test
    void aSecretThatTheCutWouldHalveIsTakenOutBefore() {
        String words = "no ".repeat(65);

        ToolFailure refusal = refusal(List.of(), 400, Map.of(), "{\"message\":\"" + words + CallBench.SECRET + "\"}");

        assertThat(refusal.getMessage()).doesNotContain("canary").endsWith("no ***");
    }

    @Test
    void theRulesOfTheToolComeBeforeTheStatus() {
        List<Refusal> rules = List.of(rule("404", Map.of(), "does not EXIST for"));

        assertThat(refusal(rules, 404, Map.of(), "{\"message\":\"It does not exist for you\"}")
                        .category())
                .isEqualTo(FailureCategory.PERMISSION);
        assertThat(refusal(rules, 404, Map.of(), "{}").category()).isEqualTo(FailureCategory.NOT_FOUND);
    }

    @Test
    void aRuleMayKnowAClassOfStatusesAndAHeader() {
        List<Refusal> rules = List.of(rule("2xx", Map.of("X-Login-Reason", ".*FAILED.*"), null));

        ToolFailure refusal = refusal(rules, 204, Map.of("x-login-reason", "AUTHENTICATED_FAILED"), "{}");

        assertThat(refusal.category()).isEqualTo(FailureCategory.PERMISSION);
        assertThatCode(() -> check(rules, 200, Map.of("x-login-reason", "OK"), "{}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(rules, 200, Map.of(), "{}")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 7"})
    void theWaitThatIsAskedForIsKept(int status, long seconds) {

        ToolFailure refusal = refusal(List.of(), status, Map.of("retry-after", Long.toString(seconds)), "{}");

        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void noOtherAnswerAsksForAWait() {
        assertThat(refusal(List.of(), 403, Map.of("retry-after", "7"), "{}").retryAfter())
                .isEmpty();
    }
}
