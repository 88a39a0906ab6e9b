package io.bactrian.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.store.ColumnType;
import io.bactrian.store.FieldType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value is of the type it is mapped to, or it is refused without being told. */
final class TypedValuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT      | 5                              | 5
            TEXT      | true                           | true
            NUMBER    | 12345678901234567890.5         | 12345678901234567890.5
            NUMBER    | "3.50"                         | 3.50
            BOOLEAN   | "false"                        | false
            DATE      | "2026-03-01"                   | 2026-03-01
            DATE      | "2026-03-01T00:30:00.000+0200" | 2026-02-28
            TIMESTAMP | "2026-03-01T00:30:00.000+0200" | 2026-02-28T22:30:00Z
            TIMESTAMP | "2026-03-01"                   | 2026-03-01T00:00:00Z
            TIMESTAMP | 1700000000000                  | 2023-11-14T22:13:20Z
            JSON      | {"a":[1]}                      | {"a":[1]}
            """)
    void aFieldIsReadAsItsType(FieldType type, String value, String read) throws Exception {
        assertThat(TypedValues.read(json(value), type)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT      | {"a":1}
            NUMBER    | "three"
            NUMBER    | 1e400
            BOOLEAN   | "yes"
            DATE      | "2026-02-30"
            DATE      | "31.12.2026"
            TIMESTAMP | 99999999999999999
            TIMESTAMP | {}
            TEXT      | "a\\u0000b"
            JSON      | ["\\ud800"]
            """)
    void whatIsNotOfTheTypeIsRefused(FieldType type, String value) {
        assertThatThrownBy(() -> TypedValues.read(json(value), type)).isInstanceOf(ValueRefused.class);
    }

    @Test
    void aListOfTextsTakesOneTextAndNothingButTexts() throws Exception {
        assertThat(TypedValues.read(json("\"a\""), ColumnType.TEXTS)).isEqualTo(Arrays.asList("a"));
        assertThat(TypedValues.read(json("[\"a\", null, 2]"), ColumnType.TEXTS))
                .isEqualTo(Arrays.asList("a", null, "2"));
        assertThatThrownBy(() -> TypedValues.read(json("[{}]"), ColumnType.TEXTS))
                .isInstanceOf(ValueRefused.class);
    }

    @Test
    void aColumnOfWholeNumbersTakesNoFraction() throws Exception {
        assertThat(TypedValues.read(json("3.0"), ColumnType.NUMBER)).isEqualTo(3L);
        assertThatThrownBy(() -> TypedValues.read(json("3.5"), ColumnType.NUMBER))
                .isInstanceOf(ValueRefused.class);
    }

    @Test
    void aRefusalDoesNotTellTheValue() {
        assertThatThrownBy(() -> TypedValues.read(TextNode.valueOf("canary-4711"), FieldType.NUMBER))
                .hasMessageNotContaining("canary-4711")
                .hasNoCause();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }
}
