package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Role;
import io.bactrian.api.Contract;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every operation of the running service for callers who are of another project, or set what is not theirs. */
final class ForeignCallersIT extends WithEveryRole {
    @Test
    void whatBelongsToAnotherProjectIsAsIfItWereNotThere() throws Exception {
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        for (Contract.Operation operation : new Contract().operations()) {
            String there = existing(operation);
            if (there == null) {
                continue;
            }
            walked++;
            String seen = answer(operation, there);
            String absent = answer(
                    operation,
                    existing(operation)
                            .replaceAll(
                                    integration.id() + "|" + run,
                                    UUID.randomUUID().toString()));
            if (!seen.equals(absent)) {
                wrong.add(operation + ": " + seen + " instead of " + absent);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThanOrEqualTo(5);
    }

    /** The path with the ids of what is really there; null where nothing in it belongs to an integration. */
    private static String existing(Contract.Operation operation) {
        String path = operation.examplePath().replaceAll("\\?.*", "");
        String[] example = operation.path().split("/");
        String resource = example.length > 3 ? example[3] : "";
        if (operation.path().contains("{id}") && resource.equals("integrations")) {
            return operation.path().replace("{id}", integration.id().toString()).replaceAll("\\{[^}]+}", "issues");
        }
        if (operation.path().contains("{id}") && resource.equals("runs")) {
            return operation.path().replace("{id}", run.toString());
        }
        boolean filtered = operation.parameters().stream()
                .anyMatch(parameter -> parameter.get("name").asText().equals("integrationId"));
        return filtered && !path.endsWith("/events") ? path + "?integrationId=" + integration.id() : null;
    }

    /** Status and body, less what is a request's own. */
    private static String answer(Contract.Operation operation, String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request(operation.verb(), path, foreign, operation.body()).build(), BodyHandlers.ofString());
        return answer.statusCode() + " "
                + answer.body().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "an-id");
    }

    @Test
    void noListShowsWhatBelongsToAnotherProject() throws Exception {
        List<String> wrong = new ArrayList<>();
        // One that did nothing yet: his own attempts a caller sees in the audit log.
        String fresh = foreignKey();
        for (String operation : apiRoles().keySet()) {
            if (operation.startsWith("GET") && !operation.contains("{") && !operation.endsWith("/events")) {
                HttpResponse<String> answer = CLIENT.send(
                        request("GET", operation.split(" ")[1], fresh, "").build(), BodyHandlers.ofString());
                if (answer.body().contains(integration.id().toString())
                        || answer.body().contains(run.toString())) {
                    wrong.add(operation + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noBodySetsWhatIsNotItsOwn() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : new Contract().operations()) {
            JsonNode schema = operation.bodySchema();
            if (!schema.has("additionalProperties")
                    || schema.get("additionalProperties").asBoolean(true)) {
                continue;
            }
            for (String field : List.of("role", "ownerId", "id", "encryptedSecret", "createdAt", "status", "health")) {
                if (schema.get("properties").has(field)) {
                    continue;
                }
                ObjectNode body = ((ObjectNode) JSON.readTree(operation.body())).put(field, "admin");
                String path = operation.path().replace("{id}", integration.id().toString());
                HttpResponse<String> answer = CLIENT.send(
                        request(
                                        operation.verb(),
                                        path.replaceAll("\\{[^}]+}", "x"),
                                        KEYS.get(Role.ADMIN),
                                        body.toString())
                                .header("If-Match", "*")
                                .build(),
                        BodyHandlers.ofString());
                String pointer =
                        JSON.readTree(answer.body()).at("/errors/0/pointer").asText();
                if (answer.statusCode() != 400 || !pointer.equals("/" + field)) {
                    wrong.add(operation + " with " + field + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }
}
