package io.bactrian.command.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}            | {\"a\":1}            | {}",
                "{\"a\":1}            | {\"a\":2}            | {\"a\":2}",
                "{\"a\":1,\"b\":2}    | {\"a\":1}            | {\"b\":null}",
                "{}                   | {\"a\":{\"b\":1}}    | {\"a\":{\"b\":1}}",
                "{\"a\":{\"b\":1}}    | {\"a\":{}}           | {\"a\":{\"b\":null}}",
                "{\"a\":{\"b\":1}}    | {\"a\":{\"b\":1}}    | {}",
                "{\"a\":[1,2]}        | {\"a\":[2,1]}        | {\"a\":[2,1]}",
                "{\"a\":1}            | {\"a\":{\"b\":1}}    | {\"a\":{\"b\":1}}",
                "{\"a\":{\"b\":1}}    | {\"a\":1}            | {\"a\":1}"
            })
    void whatIsMergedIsWhatDiffers(String from, String to, String patch) throws JsonProcessingException {
        assertThat(MergePatch.between(JSON.readTree(from), JSON.readTree(to))).isEqualTo(JSON.readTree(patch));
    }
}
