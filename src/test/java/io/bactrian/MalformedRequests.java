package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.api.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Requests that are wrong in one place, made from the contract's own examples: the same seed makes the same ones. */
final class MalformedRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NO_IDS = List.of(
            "none",
            "0",
            "%00",
            "%ff",
            "%F0%9F%90%AB",
            "..%2f..%2fetc",
            "'%20or%201=1--",
            "%E2%80%A8",
            "a".repeat(2000),
            "%24%7Bjndi%7D");
    private static final List<String> NO_QUERIES = List.of(
            "unknown=1",
            "limit=0",
            "limit=1000000000",
            "limit=x",
            "limit=-1",
            "limit=1&limit=1",
            "%zz=1",
            "limit=%00",
            "next=x",
            "next=%27",
            "next=f________________________________",
            "integrationId=x",
            "from=x",
            "from=%2B999999999-12-31T23:59:59Z",
            "wait=9999",
            "projectId=%00",
            "tool=%00",
            "status=none",
            "kind=none",
            "=",
            "%C3=1",
            "x[]=1",
            "p=1&".repeat(60) + "p=1",
            "limit=" + "9".repeat(1000));

    private final Random random;

    MalformedRequests(long seed) {
        random = new Random(seed);
    }

    /**
     * A request with one mistake.
     *
     * @param body empty for none
     * @param inBody whether the mistake is in the body, so that its place can be told
     */
    record Malformed(String what, Operation operation, String path, String type, byte[] body, boolean inBody) {
        @Override
        public String toString() {
            return operation + " with " + what;
        }
    }

    List<Malformed> of(List<Operation> operations, int count) {
        List<Malformed> requests = new ArrayList<>();
        while (requests.size() < count) {
            for (Operation operation : operations) {
                requests.add(next(operation));
            }
        }
        return requests.subList(0, count);
    }

    private Malformed next(Operation operation) {
        boolean hasBody = !operation.body().isEmpty();
        boolean hasParameter = operation.path().contains("{");
        int kind = random.nextInt(10);
        if (hasBody && kind < 7) {
            return wrongBody(operation);
        }
        return hasParameter && kind < 8 ? wrongPath(operation) : wrongQuery(operation);
    }

    private Malformed wrongPath(Operation operation) {
        String id = pick(NO_IDS);
        return new Malformed(
                "id " + id.substring(0, Math.min(20, id.length())),
                operation,
                operation.path().replaceAll("\\{[^}]+}", java.util.regex.Matcher.quoteReplacement(id)),
                "application/json",
                bytes(operation.body()),
                false);
    }

    private Malformed wrongQuery(Operation operation) {
        String query = pick(NO_QUERIES);
        return new Malformed(
                "query " + query.substring(0, Math.min(30, query.length())),
                operation,
                plainPath(operation) + "?" + query,
                "application/json",
                bytes(operation.body()),
                false);
    }

    private static String plainPath(Operation operation) {
        return operation.examplePath().replaceAll("\\?.*", "");
    }

    private Malformed wrongBody(Operation operation) {
        ObjectNode body = object(operation.body());
        String field = pick(names(body));
        return switch (random.nextInt(14)) {
            case 0 -> {
                String typed = pick(typed(operation, body));
                yield body(operation, "another type of " + typed, body.set(typed, anotherType(body.get(typed))));
            }
            case 1 -> body(operation, "an unknown field", body.put("unknownField", 1));
            case 2 -> body(operation, "NUL in " + field, body.put(field, "a\u0000b"));
            case 3 -> raw(operation, "depth", "{\"" + field + "\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
            case 4 -> raw(operation, "the field " + field + " twice", "{\"" + field + "\":1,\"" + field + "\":1}");
            case 5 ->
                raw(
                        operation,
                        "half a body",
                        operation.body().substring(0, operation.body().length() / 2));
            case 6 -> raw(operation, "no object", pick(List.of("[]", "1", "\"x\"", "null", "true", "[{}]")));
            case 7 -> raw(operation, "something behind", operation.body() + "{}");
            case 8 ->
                new Malformed(
                        "bytes that are no UTF-8",
                        operation,
                        plainPath(operation),
                        "application/json",
                        badUtf8(field),
                        true);
            case 9 ->
                new Malformed(
                        "UTF-32",
                        operation,
                        plainPath(operation),
                        "application/json",
                        new byte[] {0, 0, 0, '{', 0, 0, 0, '}'},
                        true);
            case 10 -> raw(operation, "half a surrogate pair", "{\"" + field + "\":\"\\ud800\"}");
            case 11 -> raw(operation, "a number out of reason", "{\"" + field + "\":1e99999999}");
            case 12 ->
                new Malformed(
                        "another media type",
                        operation,
                        plainPath(operation),
                        pick(List.of(
                                "text/plain",
                                "application/x-java-serialized-object",
                                "application/xml",
                                "multipart/form-data; boundary=x",
                                "application/x-www-form-urlencoded",
                                "nonsense",
                                "application/jsonx")),
                        bytes(operation.body()),
                        false);
            default ->
                new Malformed(
                        "more than 1 MB",
                        operation,
                        plainPath(operation),
                        "application/json",
                        bytes("{\"" + field + "\":\"" + "x".repeat(1_100_000) + "\"}"),
                        false);
        };
    }

    /** The fields that cannot hold just anything. */
    private static List<String> typed(Operation operation, ObjectNode body) {
        JsonNode fields = operation
                .contract()
                .resolve(operation.node().at("/requestBody/content/application~1json/schema"))
                .path("properties");
        return names(body).stream()
                .filter(name -> Stream.of("type", "$ref", "oneOf").anyMatch(fields.path(name)::has))
                .toList();
    }

    private JsonNode anotherType(JsonNode value) {
        List<JsonNode> others = new ArrayList<>(List.of(
                JSON.getNodeFactory().numberNode(17.5),
                JSON.getNodeFactory().booleanNode(true),
                JSON.createArrayNode().add(JSON.createArrayNode()),
                JSON.createObjectNode().put("unknownField", 1)));
        others.removeIf(other -> other.getNodeType() == value.getNodeType());
        return pick(others);
    }

    private static Malformed body(Operation operation, String what, JsonNode body) {
        return raw(operation, what, body.toString());
    }

    private static Malformed raw(Operation operation, String what, String body) {
        return new Malformed(what, operation, plainPath(operation), "application/json", bytes(body), true);
    }

    private static byte[] badUtf8(String field) {
        return ("{\"" + field + "\":\"\u00ff\u00fe\u00c0\u00af\"}").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example of the contract is no JSON", e);
        }
    }

    private static List<String> names(ObjectNode body) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> fields = body.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        return names;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
