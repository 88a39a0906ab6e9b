package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.api.Contract;
import io.bactrian.api.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Requests that hold one text of 10,000 characters, for each place where the contract or its example has a text. */
final class LongTexts {
    static final int LENGTH = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of no pattern, so that no index can compress it. */
    private static final String LONG = random(LENGTH);

    private final Contract contract;

    LongTexts(Contract contract) {
        this.contract = contract;
    }

    /**
     * A body with one long text.
     *
     * @param limited whether the contract says that it is too long
     * @param bounded whether the contract says what is too long
     */
    record Long(Operation operation, String pointer, String body, boolean limited, boolean bounded) {
        @Override
        public String toString() {
            return operation + " " + pointer;
        }
    }

    static String random(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    List<Long> bodies(Operation operation) {
        if (operation.body().isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> places = new TreeMap<>();
        JsonNode example = object(operation.body());
        leaves(example, "", places);
        declared(operation.bodySchema(), "", places);
        List<Long> bodies = new ArrayList<>();
        places.forEach((pointer, schema) -> {
            ObjectNode body = object(operation.body());
            put(body, pointer);
            boolean free = schema.isMissingNode();
            boolean limited = schema.path("maxLength").asInt(Integer.MAX_VALUE) < LENGTH;
            boolean bounded = free || schema.has("maxLength") || schema.has("enum") || schema.has("format");
            bodies.add(new Long(operation, pointer, body.toString(), limited, bounded));
        });
        return bodies;
    }

    private static void leaves(JsonNode node, String pointer, Map<String, JsonNode> places) {
        if (node.isTextual()) {
            places.put(pointer, JSON.missingNode());
        }
        node.properties().forEach(field -> leaves(field.getValue(), pointer + "/" + field.getKey(), places));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            leaves(node.get(index), pointer + "/" + index, places);
        }
    }

    private void declared(JsonNode unresolved, String pointer, Map<String, JsonNode> places) {
        JsonNode schema = contract.resolve(unresolved);
        if (schema.path("type").toString().contains("\"string\"")) {
            places.put(pointer, schema);
        }
        schema.path("oneOf").forEach(one -> declared(one, pointer, places));
        schema.path("properties")
                .properties()
                .forEach(field -> declared(field.getValue(), pointer + "/" + field.getKey(), places));
        if (schema.path("items").isObject()) {
            declared(schema.get("items"), pointer + "/0", places);
        }
        if (schema.path("additionalProperties").isObject()) {
            declared(schema.get("additionalProperties"), pointer + "/~1any", places);
        }
    }

    private static void put(JsonNode body, String pointer) {
        String[] steps = pointer.substring(1).split("/");
        JsonNode parent = body;
        for (int index = 0; index < steps.length - 1; index++) {
            boolean list = steps[index + 1].equals("0");
            JsonNode child = step(parent, steps[index]);
            if (child == null || !child.isContainerNode()) {
                child = list ? JSON.createArrayNode() : JSON.createObjectNode();
                set(parent, steps[index], child);
            }
            parent = child;
        }
        set(parent, steps[steps.length - 1], JSON.getNodeFactory().textNode(LONG));
    }

    private static JsonNode step(JsonNode parent, String step) {
        return parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(name(step));
    }

    private static void set(JsonNode parent, String step, JsonNode child) {
        if (parent instanceof ArrayNode list) {
            list.removeAll().add(child);
        } else {
            ((ObjectNode) parent).set(name(step), child);
        }
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example of the contract is no JSON", e);
        }
    }
}
