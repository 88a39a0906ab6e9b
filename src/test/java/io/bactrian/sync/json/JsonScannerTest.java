package io.bactrian.sync.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of JSON, and what is not taken for JSON. */
class JsonScannerTest {
    @Test
    void membersAreReadInTheirOrder() throws BrokenJson {
        JsonScanner json = scanner(" {\"a\" : 1 , \"b\":[true, {}],\"\\u0063\" : \"x\\ny\" } ");
        List<String> read = new ArrayList<>();

        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            String name = json.string();
            if (json.isScalar()) {
                json.read();
                read.add(name + "=" + json.string());
            } else {
                json.skip();
                read.add(name);
            }
        }
        json.end();

        assertThat(read).containsExactly("a=1", "b", "c=x\ny");
    }

    @Test
    void aValueLiesBetweenTwoPositions() throws BrokenJson {
        String text = "[ 12 ,{\"a\":\"]\"} , \"ü\" ]";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner json = new JsonScanner(bytes, 0, bytes.length);
        List<String> values = new ArrayList<>();

        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            int from = json.position();
            json.skip();
            values.add(new String(bytes, from, json.position() - from, StandardCharsets.UTF_8));
        }

        assertThat(values).containsExactly("12", "{\"a\":\"]\"}", "\"ü\"");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheValue() throws BrokenJson {
        JsonScanner json = scanner("\uFEFF[]");

        assertThat(json.position()).isEqualTo(3);
        assertThat(json.isArray()).isTrue();
    }

    @Test
    void noDepthIsTooDeepToBeSteppedOver() throws BrokenJson {
        JsonScanner json = scanner("[".repeat(1_000_000) + "1" + "]".repeat(1_000_000));

        json.skip();
        json.end();

        assertThat(json.refusal()).isEqualTo("nested deeper than 1000");
    }

    @Test
    void whatIsAtTheEdgeOfWhatMayBeStoredIsNotRefused() throws BrokenJson {
        JsonScanner json = scanner("[".repeat(1000) + "1" + "]".repeat(1000));

        json.skip();

        assertThat(json.refusals()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"\\u00e9\" | é",
                "\"\\ud83d\\ude00\" | 😀",
                "\"\\\"\\\\\\/\" | \"\\/",
                "\"a\\u20acb\" | a€b",
                "\"plain, longer than eight bytes\" | plain, longer than eight bytes",
                "-12.5e+3 | -12.5e+3",
                "true | true"
            })
    void aScalarIsReadAsWhatItStandsFor(String written, String text) throws BrokenJson {
        JsonScanner json = scanner(written);

        json.read();

        assertThat(json.string()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1}",
                "{\"a\":1]",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "+1",
                "NaN",
                "tru",
                "truth",
                "nul",
                "'a'",
                "\"a",
                "\"a\\",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\tb\"",
                "\"a line\nof more than eight\"",
                "[1] 2",
                "[",
                "{",
                "[[1]"
            })
    void whatIsNotJsonIsNotTakenForIt(String text) {
        JsonScanner json = scanner(text);

        assertThatThrownBy(() -> {
                    json.skip();
                    json.end();
                })
                .isInstanceOf(BrokenJson.class)
                .hasMessageStartingWith("the answer is not JSON from byte ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"\u00c3(\"]",
                "{\"\u00c3\":1}",
                "\"\u0080\u0080\"",
                "\"\u00ff\"",
                "\"\u00e2\u0082",
                "{\"\u00c1\u00a5mail\":1}"
            })
    void whatIsNotUtf8IsNotTakenForText(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        JsonScanner json = new JsonScanner(bytes, 0, bytes.length);

        assertThatThrownBy(json::skip).isInstanceOf(BrokenJson.class);
    }

    @Test
    void aCharacterInMoreBytesThanItNeedsIsRefusedWithItsRecord() throws BrokenJson {
        byte[] bytes = "[\"\u00c0\u0080\"]".getBytes(StandardCharsets.ISO_8859_1);
        JsonScanner json = new JsonScanner(bytes, 0, bytes.length);

        json.skip();

        assertThat(json.refusal()).isEqualTo("text that is no UTF-8");
    }

    private static JsonScanner scanner(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonScanner(bytes, 0, bytes.length);
    }
}
