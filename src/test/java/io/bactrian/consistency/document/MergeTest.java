package io.bactrian.consistency.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who changed what since both sides agreed. */
class MergeTest {
    private static final ComparisonOptions SETS = new ComparisonOptions(List.of(), false, true, List.of(), Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\":1} | {\"a\":2} | {\"a\":1} | /a value there",
                "{\"a\":2} | {\"a\":1} | {\"a\":1} | /a value here",
                "{\"a\":2} | {\"a\":2} | {\"a\":1} | -",
                "{\"a\":2} | {\"a\":3} | {\"a\":1} | /a value both",
                "{\"a\":1} | {} | {\"a\":1} | /a extra there",
                "{} | {\"a\":1} | {\"a\":1} | /a missing here",
                "{} | {\"a\":1} | {} | /a missing there",
                "{\"a\":1} | {} | {} | /a extra here",
                "{} | {\"a\":2} | {\"a\":1} | /a missing both",
                "{\"a\":{\"b\":1,\"c\":1}} | {\"a\":{\"b\":2,\"c\":0}} | {\"a\":{\"b\":1,\"c\":0}} | /a/b value there,/a/c value here",
                "{\"a\":1.0} | {\"a\":2} | {\"a\":1} | /a value there",
                "{\"a\":[1,2]} | {\"a\":[2,1]} | {\"a\":[1,2]} | /a order there",
                "[1,2,3] | [2,3] | [1,2,3] | /0 extra there",
                "[1,2] | [1,2,3] | 7 | /2 missing there",
                "[{\"id\":1,\"v\":1},{\"id\":2,\"v\":1}] | [{\"id\":2,\"v\":2},{\"id\":1,\"v\":1}] | [{\"id\":2,\"v\":1},{\"id\":1,\"v\":1}] | /1/v value there"
            })
    void eachDifferenceSaysWhoChanged(String local, String external, String base, String found) {
        Compared compared = Comparison.complete().compare(json(local), json(external), json(base));

        assertThat(words(compared)).isEqualTo(found.equals("-") ? "" : found);
    }

    @Test
    void whatBothSidesChangedIsAConflictWithAllThreeValues() {
        Compared compared = Comparison.complete()
                .compare(json("{\"a\":2,\"b\":1}"), json("{\"a\":3,\"b\":2}"), json("{\"a\":1,\"b\":1}"));

        assertThat(compared.conflicts()).containsExactly(new Conflict("/a", json("1"), json("2"), json("3")));
        assertThat(compared.differences()).hasSize(2);
    }

    @Test
    void withoutABaseNobodyIsSaidToHaveChanged() {
        Compared compared = Comparison.complete().compare(json("1"), json("2"));

        assertThat(compared.differences().get(0).changed()).isNull();
        assertThat(compared.conflicts()).isEmpty();
    }

    @Test
    void membersOfASetThatEitherSideAddedAreNoConflict() {
        Compared compared =
                Comparison.with(SETS).compare(json("[\"a\",\"b\"]"), json("[\"c\",\"a\"]"), json("[\"a\"]"));

        assertThat(words(compared)).isEqualTo("/1 extra here,/0 missing there");
        assertThat(compared.conflicts()).isEmpty();
    }

    @Test
    void theWordsOfChangesAndSeveritiesAreLowerCase() {
        assertThat(Change.BOTH.word()).isEqualTo("both");
        assertThat(Severity.HIGH.word()).isEqualTo("high");
    }

    private static String words(Compared compared) {
        return compared.differences().stream()
                .map(difference ->
                        difference.pointer() + " " + difference.kind().word() + " "
                                + (difference.changed() == null
                                        ? "nobody"
                                        : difference.changed().word()))
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
