package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.api.Contract.Operation;
import io.bactrian.api.request.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract and the running interface say the same. */
final class ContractIT {
    private static RunningApi api;
    private static Contract contract;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(10);
        contract = new Contract();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<Operation> operations() throws IOException {
        return new Contract().operations().stream().filter(operation -> !operation.isStream());
    }

    @Test
    void contractAndRoutesNameTheSameOperations() throws IOException {
        List<Map.Entry<String, String>> routed = rests().stream()
                .flatMap(rest -> rest.getVerbs().stream().map(verb -> verbAndPath(rest, verb)))
                .toList();

        assertThat(operations()).extracting(Operation::verbAndPath).containsExactlyInAnyOrderElementsOf(routed);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsTheRouteOfItsName(Operation operation) {
        String route = "api-" + operation.id().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);

        List<String> targets = rests().stream()
                .flatMap(rest -> rest.getVerbs().stream()
                        .filter(verb -> verbAndPath(rest, verb).equals(operation.verbAndPath())))
                .map(verb -> verb.getTo().getEndpointUri())
                .toList();

        assertThat(targets).containsExactly("direct:" + route);
        assertThat(api.main().getCamelContext().getRoute(route)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anExampleRequestWorksAndItsAnswerIsAsDescribed(Operation operation) throws Exception {
        HttpResponse<String> answer = api.send(exampleOf(operation));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(operation.status());
        assertThat(
                        operation.hasAnswer()
                                ? contract.mistakes(operation.schema(), RunningApi.json(answer))
                                : answer.body())
                .asString()
                .isIn("[]", "");
    }

    static Stream<Operation> answeringOperations() throws IOException {
        return operations().filter(Operation::hasAnswer);
    }

    @ParameterizedTest
    @MethodSource("answeringOperations")
    void anExampleAnswerIsAsDescribed(Operation operation) {
        assertThat(contract.mistakes(operation.schema(), operation.answerExample()))
                .isEmpty();
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsNoticed() throws Exception {
        JsonNode wrong = Json.mapper().readTree("{\"items\": [{\"id\": 1}], \"next\": null}");

        assertThat(contract.mistakes("#/components/schemas/RunList", wrong)).isNotEmpty();
    }

    private static HttpRequest.Builder exampleOf(Operation operation) throws Exception {
        String body = operation.body();
        HttpRequest.Builder request = operation.needsSession()
                ? api.browser().request(operation.examplePath())
                : api.request(operation.examplePath());
        operation.headers().forEach(request::header);
        return body.isEmpty()
                ? request.method(operation.verb(), BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(operation.verb(), BodyPublishers.ofString(body));
    }

    private static List<RestDefinition> rests() {
        return api.main()
                .getCamelContext()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRestDefinitions();
    }

    private static Map.Entry<String, String> verbAndPath(RestDefinition rest, VerbDefinition verb) {
        return Map.entry(verb.asVerb().toUpperCase(Locale.ROOT), rest.getPath() + verb.getPath());
    }
}
