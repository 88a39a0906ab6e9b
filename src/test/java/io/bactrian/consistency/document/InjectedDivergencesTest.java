package io.bactrian.consistency.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.consistency.DifferenceKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand divergences are put into documents that are spelt differently: exactly these are found, and no other. */
class InjectedDivergencesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int RECORDS = 1000;
    private static final List<String> FIELDS = List.of("number", "text", "instant", "flag", "inner", "list");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aThousandDivergencesAreFoundAndNothingElse(long seed) {
        Random random = new Random(seed);
        List<String> injected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode local = record(random, i);
            ObjectNode external = (ObjectNode) respelt(local, random);
            injected.add(i + " " + inject(external, random));
            for (Difference difference : Comparison.complete().differences(local, external)) {
                found.add(i + " " + difference.pointer() + " " + difference.kind());
            }
        }

        assertThat(found).as("seed %d", seed).containsExactlyElementsOf(injected);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void otherSpellingsOfTheSameAreEqual(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode local = record(random, i);

            Compared compared = Comparison.complete().compare(local, respelt(local, random));

            assertThat(compared.differences()).as("seed %d, record %d", seed, i).isEmpty();
            assertThat(compared.confidence()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void fromTheOtherSideMissingIsExtraAndTheRestIsTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode local = record(random, i);
            ObjectNode external = (ObjectNode) respelt(local, random);
            inject(external, random);

            Compared there = Comparison.complete().compare(local, external);
            Compared back = Comparison.complete().compare(external, local);

            assertThat(back.confidence()).isEqualTo(there.confidence());
            assertThat(back.differences())
                    .as("seed %d, record %d", seed, i)
                    .extracting(InjectedDivergencesTest::mirrored)
                    .containsExactlyInAnyOrderElementsOf(there.differences().stream()
                            .map(difference ->
                                    difference.kind() + " " + difference.local() + " " + difference.external())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void aChangedMemberOfAShuffledSetIsOneDifference(long seed) {
        Random random = new Random(seed);
        ComparisonOptions sets = new ComparisonOptions(List.of(), false, true, List.of(), Map.of());
        for (int i = 0; i < 50; i++) {
            ArrayNode local = JSON.arrayNode();
            List<JsonNode> others = new ArrayList<>();
            for (int element = 0; element < 100; element++) {
                ObjectNode member = record(random, element);
                local.add(member);
                others.add(respelt(member, random));
            }
            ((ObjectNode) others.get(random.nextInt(100))).put("text", "changed");
            Collections.shuffle(others, random);

            List<Difference> differences =
                    Comparison.with(sets).differences(local, JSON.arrayNode().addAll(others));

            assertThat(differences).as("seed %d, set %d", seed, i).hasSize(1);
            assertThat(differences.get(0).pointer()).endsWith("/text");
        }
    }

    @Test
    void aChangedMemberIsFoundAmongManyOfWhichMostHaveChanged() {
        Random random = new Random(51);
        ComparisonOptions sets = new ComparisonOptions(List.of(), false, true, List.of(), Map.of());
        ArrayNode local = JSON.arrayNode();
        List<JsonNode> others = new ArrayList<>();
        for (int element = 0; element < 5000; element++) {
            ObjectNode member = record(random, element);
            local.add(member);
            others.add(member.deepCopy().put("text", "changed"));
        }
        Collections.shuffle(others, random);

        assertThat(Comparison.with(sets).differences(local, JSON.arrayNode().addAll(others)))
                .hasSize(5000)
                .allMatch(difference -> difference.pointer().endsWith("/text"));
    }

    private static String mirrored(Difference difference) {
        DifferenceKind kind = switch (difference.kind()) {
            case MISSING -> DifferenceKind.EXTRA;
            case EXTRA -> DifferenceKind.MISSING;
            case TYPE, VALUE, ORDER -> difference.kind();
        };
        return kind + " " + difference.external() + " " + difference.local();
    }

    /** Nothing in it is like anything else in it. */
    private static ObjectNode record(Random random, int number) {
        ObjectNode node = JSON.objectNode();
        node.put("number", new BigDecimal(random.nextInt(1_000_000)).movePointLeft(random.nextInt(6)));
        node.put("text", "text " + number + " " + random.nextInt());
        node.put(
                "instant",
                Instant.ofEpochMilli(Math.abs(random.nextLong() % 4_000_000_000_000L))
                        .toString());
        node.put("flag", random.nextBoolean());
        node.putObject("inner").put("value", random.nextLong()).putNull("nothing");
        ArrayNode list = node.putArray("list");
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            list.add("element " + i + " " + random.nextInt());
        }
        return node;
    }

    private static JsonNode respelt(JsonNode node, Random random) {
        if (node.isArray()) {
            ArrayNode array = JSON.arrayNode();
            node.forEach(element -> array.add(respelt(element, random)));
            return array;
        }
        if (!node.isObject()) {
            return node.isNumber() ? number(node, random) : node.isTextual() ? text(node.textValue(), random) : node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode object = JSON.objectNode();
        names.forEach(name -> object.set(name, respelt(node.get(name), random)));
        return object;
    }

    private static JsonNode number(JsonNode node, Random random) {
        return JSON.numberNode(node.decimalValue().setScale(node.decimalValue().scale() + random.nextInt(3)));
    }

    private static JsonNode text(String text, Random random) {
        if (!text.endsWith("Z")) {
            return JSON.textNode(text);
        }
        String pattern = List.of("yyyy-MM-dd'T'HH:mm:ss.SSSXX", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                .get(random.nextInt(2));
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(12), random.nextInt(60));
        return JSON.textNode(
                DateTimeFormatter.ofPattern(pattern).withZone(offset).format(Instant.parse(text)));
    }

    /** Changes one place; tells which and how it must be found. */
    private static String inject(ObjectNode external, Random random) {
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        switch (random.nextInt(5)) {
            case 0:
                external.remove(field);
                return "/" + field + " EXTRA";
            case 1:
                external.put("more", 1);
                return "/more MISSING";
            case 2:
                external.set(field, field.equals("inner") ? JSON.arrayNode() : JSON.objectNode());
                return "/" + field + " TYPE";
            case 3:
                external.put("text", external.get("text").asText() + "!");
                return "/text VALUE";
            default:
                ArrayNode list = (ArrayNode) external.get("list");
                list.add(list.remove(0));
                return "/list ORDER";
        }
    }
}
