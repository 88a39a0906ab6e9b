package io.bactrian.consistency.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.consistency.DifferenceKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two documents differ in, and what they do not. */
class ComparisonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DOCUMENTS = 300;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "1 | 1.0",
                "1e3 | 1000",
                "\"2026-03-01T10:00:00.000+0100\" | \"2026-03-01T09:00:00Z\"",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "[{\"id\":1,\"x\":[]}] | [{\"x\":[],\"id\":1}]",
                "null | null"
            })
    void whatMeansTheSameIsEqual(String local, String external) {
        assertThat(Comparison.complete().differences(json(local), json(external)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\":1} | {\"a\":2} | /a | VALUE",
                "{\"a\":1} | {\"a\":\"1\"} | /a | TYPE",
                "{\"a\":null} | {\"a\":{}} | /a | TYPE",
                "{} | {\"a\":null} | /a | MISSING",
                "{\"a\":1} | {} | /a | EXTRA",
                "{\"a/b\":{\"~\":1}} | {\"a/b\":{\"~\":2}} | /a~1b/~0 | VALUE",
                "[1,2] | [2,1] | '' | ORDER",
                "[1,2] | [1,2,3] | /2 | MISSING",
                "[1,2,3] | [1,2] | /2 | EXTRA",
                "[{\"id\":1},{\"id\":2}] | [{\"id\":2},{\"id\":1}] | '' | ORDER",
                "[{\"id\":1,\"v\":1},{\"id\":2,\"v\":1}] | [{\"id\":2,\"v\":1},{\"id\":1,\"v\":9}] | /0/v | VALUE",
                "[{\"id\":1}] | [{\"id\":1},{\"id\":2}] | /1 | MISSING",
                "[{\"id\":1},{\"id\":1}] | [{\"id\":1},{\"id\":2}] | /1/id | VALUE",
                "\"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:01Z\" | '' | VALUE",
                "\"2026-99-01T10:00:00Z\" | \"2026-98-01T10:00:00Z\" | '' | VALUE",
                "true | false | '' | VALUE"
            })
    void aDifferenceIsNamedByItsPlaceAndKind(String local, String external, String pointer, DifferenceKind kind) {
        List<Difference> differences = Comparison.complete().differences(json(local), json(external));

        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).pointer()).isEqualTo(pointer.equals("''") ? "" : pointer);
        assertThat(differences.get(0).kind()).isEqualTo(kind);
    }

    @Test
    void aDifferenceTellsBothSides() {
        Difference difference = Comparison.complete()
                .differences(json("{\"a\":1}"), json("{\"a\":2}"))
                .get(0);

        assertThat(difference.local()).isEqualTo(json("1"));
        assertThat(difference.external()).isEqualTo(json("2"));
    }

    @Test
    void whatIsVolatileIsNotComparedWhereverItStands() {
        Comparison comparison = Comparison.ignoring(List.of("/self", "/people/*/avatar"));

        List<Difference> differences = comparison.differences(
                json("{\"self\":1,\"people\":[{\"id\":1,\"avatar\":\"a\"},{\"id\":2,\"avatar\":\"b\"}]}"),
                json("{\"people\":[{\"id\":1,\"avatar\":\"c\"},{\"id\":2}]}"));

        assertThat(differences).isEmpty();
    }

    @Test
    void aDocumentOfAnyDepthIsCompared() {
        String deep = "[".repeat(900) + "1" + "]".repeat(900);

        assertThat(Comparison.complete().differences(json(deep), json(deep.replace('1', '2'))))
                .extracting(Difference::pointer)
                .containsExactly("/0".repeat(900));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void documentsThatDifferInNothingButOrderOfMembersAreEqual(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            JsonNode document = document(random, 0);

            assertThat(Comparison.complete().differences(document, shuffled(document, random)))
                    .as("seed %d, document %d: %s", seed, i, document)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneChangedLeafIsTheOnlyDifference(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode document = JSON.createObjectNode();
            document.set("d", document(random, 0));
            List<String> leaves = leaves(document, "");
            String pointer = leaves.get(random.nextInt(leaves.size()));
            JsonNode changed = document.deepCopy();
            change(changed, pointer);

            List<Difference> differences = Comparison.complete().differences(document, changed);

            assertThat(differences)
                    .as("seed %d, document %d: %s, changed at %s", seed, i, document, pointer)
                    .extracting(Difference::pointer)
                    .containsExactly(pointer);
        }
    }

    private static JsonNode document(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 4 : 6);
        return switch (kind) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextInt(100));
            case 1 -> JSON.getNodeFactory().textNode("text " + random.nextInt(100));
            case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 3 -> JSON.getNodeFactory().numberNode(random.nextDouble());
            case 4 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    /** Its elements differ, so that none can be mistaken for another. */
    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = JSON.createArrayNode();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.addObject().put("place", i).set("value", document(random, depth + 2));
        }
        return array;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            object.set("member" + i, document(random, depth + 1));
        }
        return object;
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(shuffled(element, random)));
            return array;
        }
        if (!node.isObject()) {
            return node.deepCopy();
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode object = JSON.createObjectNode();
        names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
        return object;
    }

    private static List<String> leaves(JsonNode node, String pointer) {
        List<String> leaves = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves.addAll(leaves(node.get(i), pointer + "/" + i));
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member -> leaves.addAll(leaves(member.getValue(), pointer + "/" + member.getKey())));
        } else {
            leaves.add(pointer);
        }
        return leaves;
    }

    private static void change(JsonNode document, String pointer) {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) document.at(pointer.substring(0, last))).put(pointer.substring(last + 1), "changed");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
