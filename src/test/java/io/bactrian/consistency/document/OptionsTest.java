package io.bactrian.consistency.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.consistency.DifferenceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values mean, which elements answer to each other, how much a difference matters, and what may be chosen. */
class OptionsTest {
    private static final ComparisonOptions UNORDERED = options(false, true, Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "1 | 1e0",
                "100000000000000000000000000000000001 | 1.00000000000000000000000000000000001e35",
                "0.10 | 1e-1",
                "1e400 | 10e399",
                "0 | -0.0",
                "\"2026-03-01T10:00:00+01\" | \"2026-03-01T09:00:00.000000Z\"",
                "\"2026-03-01T10:00Z\" | \"2026-03-01T10:00:00.0+0000\"",
                "\"2026-03-01T10:00:00\" | \"2026-03-01T10:00:00.000\"",
                "\"2026-03-01T23:59:59.5-10:30\" | \"2026-03-02T10:29:59.500Z\"",
                "\"caf\\u00e9\" | \"cafe\\u0301\""
            })
    void twoSpellingsOfOneMeaningAreEqual(String local, String external) {
        assertThat(Comparison.complete().differences(json(local), json(external)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "100000000000000000000000000000000001 | 100000000000000000000000000000000002",
                "0.1000000000000000055 | 0.1",
                "1e400 | 1e401",
                "\"2026-03-01\" | \"2026-03-01T00:00:00Z\"",
                "\"2026-03-01T10:00:00\" | \"2026-03-01T10:00:00Z\"",
                "\"2026-02-30T10:00:00Z\" | \"2026-03-02T10:00:00Z\"",
                "\"2026-03-01T10:00:00Z \" | \"2026-03-01T10:00:00Z\"",
                "\"1\" | \"1.0\"",
                "\"a\" | \"A\""
            })
    void whatOnlyLooksTheSameDiffers(String local, String external) {
        assertThat(Comparison.complete().differences(json(local), json(external)))
                .extracting(Difference::kind)
                .containsExactly(DifferenceKind.VALUE);
    }

    @Test
    void aNumberThatIsNoneEqualsItselfOnly() {
        JsonNode infinite = JsonNodeFactory.instance.numberNode(Double.POSITIVE_INFINITY);

        assertThat(Comparison.complete().differences(infinite, infinite)).isEmpty();
        assertThat(Comparison.complete().differences(infinite, json("1"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\":1} | {} | HIGH",
                "{\"a\":1} | {\"a\":\"1\"} | HIGH",
                "{\"a\":1} | {\"a\":2} | MEDIUM",
                "{\"a\":\"In  progress\"} | {\"a\":\"in Progress \"} | LOW",
                "{\"a\":null} | {} | LOW",
                "{} | {\"a\":[]} | LOW",
                "[1,2] | [2,1] | LOW"
            })
    void aDifferenceSaysHowMuchItMatters(String local, String external, Severity severity) {
        assertThat(Comparison.complete().differences(json(local), json(external)))
                .extracting(Difference::severity)
                .containsExactly(severity);
    }

    @Test
    void nullSaysTheSameAsAbsentOnlyWhenChosen() {
        JsonNode local = json("{\"a\":null,\"b\":[{\"c\":null}]}");
        JsonNode external = json("{\"b\":[{}]}");

        assertThat(Comparison.with(options(true, false, Map.of())).differences(local, external))
                .isEmpty();
        assertThat(Comparison.complete().differences(local, external)).hasSize(2);
    }

    @Test
    void aWholeDocumentMayBeIgnored() {
        assertThat(Comparison.ignoring(List.of(""))
                        .compare(json("1"), json("2"))
                        .confidence())
                .isEqualTo(1);
    }

    @Test
    void confidenceIsTheShareOfEqualLeaves() {
        Compared compared = Comparison.complete()
                .compare(
                        json("{\"a\":1,\"b\":2,\"c\":{},\"d\":[]}"),
                        json("{\"a\":1,\"b\":3,\"c\":{},\"e\":[1,{\"x\":2}]}"));

        assertThat(compared.compared()).isEqualTo(6);
        assertThat(compared.confidence()).isCloseTo(2 / 6.0, within(1e-9));
        assertThat(compared.equal()).isFalse();
    }

    @Test
    void anOrderThatDiffersIsALeafThatDiffers() {
        Compared compared = Comparison.complete().compare(json("[1,2,3]"), json("[3,1,2]"));

        assertThat(compared.compared()).isEqualTo(4);
        assertThat(compared.confidence()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "[1,2,2,3] | [2,3,1,2] | §§",
                "[1,2,2] | [1,2,3] | /2 value",
                "[1,2,2] | [2,1] | /2 extra",
                "[] | [1] | /0 missing",
                "[{\"n\":\"a\",\"x\":1},{\"n\":\"b\",\"x\":2}] | [{\"n\":\"b\",\"x\":3},{\"n\":\"a\",\"x\":1}] | /1/x value",
                "[{\"n\":\"a\"}] | [{\"n\":\"b\"}] | /0/n value",
                "[{\"n\":1,\"m\":1}] | [{\"n\":2,\"m\":2}] | /0 extra,/0 missing",
                "[[2,1],[3]] | [[3],[1,2]] | §§"
            })
    void theOrderOfASetMeansNothing(String local, String external, String found) {
        List<Difference> differences = Comparison.with(UNORDERED).differences(json(local), json(external));

        assertThat(words(differences)).isEqualTo(found.equals("§§") ? "" : found);
    }

    @Test
    void onlyTheArraysNamedAreSets() {
        ComparisonOptions labels = new ComparisonOptions(List.of(), false, false, List.of("/items/*/labels"), Map.of());

        List<Difference> differences = Comparison.with(labels)
                .differences(
                        json("{\"items\":[{\"labels\":[1,2],\"steps\":[1,2]}]}"),
                        json("{\"items\":[{\"labels\":[2,1],\"steps\":[2,1]}]}"));

        assertThat(words(differences)).isEqualTo("/items/0/steps order");
    }

    @Test
    void elementsAreMatchedByTheKeyThatIsGiven() {
        ComparisonOptions byName = options(false, false, Map.of("/people", "/name/last"));

        List<Difference> differences = Comparison.with(byName)
                .differences(
                        json(
                                "{\"people\":[{\"name\":{\"last\":\"A\"},\"age\":1},{\"name\":{\"last\":\"B\"},\"age\":1}]}"),
                        json(
                                "{\"people\":[{\"name\":{\"last\":\"B\"},\"age\":1},{\"name\":{\"last\":\"A\"},\"age\":2}]}"));

        assertThat(words(differences)).isEqualTo("/people/0/age value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "[1,2,3,4,5] | [1,2,9,3,4,5] | /2 missing",
                "[1,2,3,4,5] | [2,3,4,5] | /0 extra",
                "[1,2,3,4,5,6] | [1,3,4,7,5,6] | /1 extra,/3 missing",
                "[1,1,1,1] | [1,1,1] | /3 extra",
                "[1,2,3,4] | [1,9,3,8] | /1 value,/3 value",
                "[{\"key\":\"a\",\"v\":1},{\"key\":\"b\"}] | [{\"key\":\"b\"},{\"key\":\"a\",\"v\":2}] | /0/v value"
            })
    void whatIsPutInOrTakenOutMovesNothingElse(String local, String external, String found) {
        assertThat(words(Comparison.complete().differences(json(local), json(external))))
                .isEqualTo(found);
    }

    @Test
    void aDocumentTooDeepToWalkIsRefused() {
        JsonNode deep = nested(10_000);

        assertThatThrownBy(() -> Comparison.complete().differences(deep, deep))
                .isInstanceOf(TooDeep.class)
                .hasMessage("a document is nested deeper than 1000");
        assertThat(Comparison.complete().differences(nested(1000), nested(1000)))
                .isEmpty();
    }

    @Test
    void aHundredThousandElementsAreAlignedWhereverTheyMoved() {
        String numbers = IntStream.range(0, 100_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String moved = IntStream.range(0, 100_000)
                .map(i -> 99_999 - i)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));

        assertThat(words(Comparison.complete().differences(json("[" + numbers + "]"), json("[-1," + numbers + "]"))))
                .isEqualTo("/0 missing");
        assertThat(words(Comparison.complete().differences(json("[" + numbers + "]"), json("[" + moved + "]"))))
                .isEqualTo(" order");
        assertThat(words(Comparison.with(UNORDERED).differences(json("[" + numbers + "]"), json("[-1," + moved + "]"))))
                .isEqualTo("/0 missing");
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JsonNodeFactory.instance.numberNode(1);
        for (int i = 0; i < depth; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        return node;
    }

    private static ComparisonOptions options(boolean nullIsAbsent, boolean anyOrder, Map<String, String> keys) {
        return new ComparisonOptions(List.of(), nullIsAbsent, anyOrder, List.of(), keys);
    }

    private static String words(List<Difference> differences) {
        return differences.stream()
                .map(difference ->
                        difference.pointer() + " " + difference.kind().word())
                .collect(Collectors.joining(","));
    }

    private static JsonNode json(String text) {
        try {
            return Documents.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
