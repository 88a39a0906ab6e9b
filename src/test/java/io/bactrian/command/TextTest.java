package io.bactrian.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How values are shown to a person. */
class TextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"missing\": 0, \"value\": 0} | -",
                "{\"missing\": 2, \"value\": 1, \"order\": 0} | 1 value, 2 missing",
                "{\"baseUrl\": \"a\"} | {\"baseUrl\":\"a\"}",
                "{} | {}",
                "null | -",
                "\"two\\nlines\" | two lines"
            })
    void aValueStandsOnOneLine(String json, String text) throws Exception {
        assertThat(Text.of(new ObjectMapper().readTree(json))).isEqualTo(text);
    }
}
