package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.MalformedRequests.Malformed;
import io.bactrian.api.Contract;
import io.bactrian.api.Contract.Operation;
import io.bactrian.connection.Integration;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, the caller is told what is wrong with it and never how the service is made. The seed of the gate is fixed;
 * {@code -Dmalformed.seed=} takes another, {@code fresh} a new one, and {@code -Dmalformed.requests=} more.
 */
final class MalformedRequestsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+\\.|io\\.bactrian|org\\.|com\\.|java\\.|jackson|SQLSTATE|PSQL|bactrian\\.[a-z]|/tmp/");

    /** Refusals that come before the body is looked at. */
    private static final Set<Integer> BEFORE_THE_BODY = Set.of(404, 409, 412, 428, 429);

    @TempDir
    static Path directory;

    private static RunningService service;
    private static RawHttp raw;
    private static Integration integration;

    @BeforeAll
    static void start() {
        service = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
        raw = new RawHttp(service.address());
        integration = service.connect();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void noRequestIsAnsweredWithAnErrorOfOurs() throws IOException {
        long seed = seed(System.getProperty("malformed.seed", "20260301"));
        int count = Integer.getInteger("malformed.requests", 300);
        List<Operation> operations = new Contract()
                .operations().stream()
                        .filter(operation -> !operation.isStream())
                        .toList();

        List<String> wrong = new ArrayList<>();
        for (Malformed request : new MalformedRequests(seed).of(operations, count)) {
            String fault = fault(request, send(request));
            if (!fault.isEmpty()) {
                wrong.add(fault + ": " + request);
            }
        }

        assertThat(wrong).as("seed " + seed).isEmpty();
    }

    @Test
    void noTextIsTooLongToBeAnswered() throws IOException {
        List<String> wrong = new ArrayList<>();
        Contract contract = new Contract();
        for (Operation operation : contract.operations()) {
            for (LongTexts.Long request : new LongTexts(contract).bodies(operation)) {
                String fault = fault(request, send(operation, untried(operation), request.body()));
                if (!fault.isEmpty()) {
                    wrong.add(fault + ": " + request);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noParameterIsTooLongToBeAnswered() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : new Contract().operations()) {
            for (JsonNode parameter : operation.parameters()) {
                for (int length : new int[] {600, 3_000, LongTexts.LENGTH}) {
                    String path = longPath(operation, parameter, LongTexts.random(length));
                    RawHttp.Answer answer = send(operation, path, operation.body());
                    if (answer.status() < 400 || answer.status() >= 500) {
                        wrong.add(answer.status() + " " + answer.body() + ": " + operation + " "
                                + parameter.get("name").asText() + " of " + length);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static String longPath(Operation operation, JsonNode parameter, String text) {
        String name = parameter.get("name").asText();
        String plain = operation.examplePath().replaceAll("\\?.*", "");
        return switch (parameter.get("in").asText()) {
            case "path" -> operation.path().replace("{" + name + "}", text);
            case "query" -> plain + "?" + name + "=" + text;
            default -> plain + "?unknown=" + text;
        };
    }

    /** No call is made to a tool that only an example names. */
    private static String untried(Operation operation) {
        String plain = operation.examplePath().replaceAll("\\?.*", "");
        return operation.parameters().stream()
                        .anyMatch(parameter -> parameter.get("name").asText().equals("connect"))
                ? plain + "?connect=false"
                : plain;
    }

    private static RawHttp.Answer send(Operation operation, String path, String body) {
        return send(new Malformed(
                "a long text", operation, path, "application/json", body.getBytes(StandardCharsets.UTF_8), true));
    }

    private static String fault(LongTexts.Long request, RawHttp.Answer answer) throws IOException {
        if (answer.status() >= 500 || answer.status() == 0) {
            return "status " + answer.status() + " " + answer.body();
        }
        if (!request.bounded()) {
            return "the contract knows no limit";
        }
        boolean refused = answer.status() == 400 || answer.status() == 422;
        if (request.limited() && (!refused || !pointers(answer).contains(request.pointer()))) {
            return "not refused with a pointer " + answer;
        }
        return "";
    }

    private static List<String> pointers(RawHttp.Answer answer) throws IOException {
        return JSON.readTree(answer.body()).findValuesAsText("pointer");
    }

    private static long seed(String setting) {
        return setting.equals("fresh") ? new Random().nextLong() : Long.parseLong(setting);
    }

    private static RawHttp.Answer send(Malformed request) {
        String path = request.path()
                .replaceAll(
                        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                        integration.id().toString());
        return raw.send(
                request.operation().verb(),
                path,
                request.body(),
                "Authorization: Bearer " + ServiceProcess.ADMIN_KEY,
                "Content-Type: " + request.type(),
                "If-Match: *");
    }

    /** What is wrong with an answer; empty when nothing is. */
    private static String fault(Malformed request, RawHttp.Answer answer) throws IOException {
        if (answer.status() >= 500 || answer.status() == 0) {
            return "status " + answer.status() + " " + answer.body();
        }
        if (answer.status() < 400) {
            return request.inBody() ? "taken as " + answer.status() : "";
        }
        if (!answer.isProblem()) {
            return "no problem+json " + answer;
        }
        JsonNode problem = JSON.readTree(answer.body());
        if (INSIDES.matcher(problem.get("detail").asText() + problem.get("errors"))
                .find()) {
            return "insides shown " + answer.body();
        }
        boolean placed = problem.get("errors").size() > 0;
        return request.inBody() && !placed && !BEFORE_THE_BODY.contains(answer.status())
                ? "no pointer " + answer.status() + " " + answer.body()
                : "";
    }
}
