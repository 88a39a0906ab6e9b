package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.api.request.RequestBody;
import io.bactrian.operation.Rejected;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of a comparison. */
class ComparisonRequestTest {
    @Test
    void numbersAreComparedExactly() {
        assertThat(request("{\"local\":0.1000000000000000055,\"external\":0.1}")
                        .compared()
                        .equal())
                .isFalse();
    }

    @Test
    void aNullIsADocument() {
        assertThat(request("{\"local\":null,\"external\":null}").compared().equal())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"local\":1} | /external",
                "{\"local\":1,\"external\":1,\"options\":{\"ignore\":[\"a\"]}} | /options/ignore/0",
                "{\"local\":1,\"external\":1,\"options\":{\"keys\":{\"a\":\"/b\"}}} | /options/keys"
            })
    void aMistakeIsNamedByItsPlace(String body, String pointer) {
        assertThatThrownBy(() -> request(body).compared())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.mistakes())
                                .extracting(Rejected.Mistake::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void aDocumentOfTenThousandLevelsIsRefusedWithItsReason() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThatThrownBy(() -> request("{\"local\":" + deep + ",\"external\":1}"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.mistakes().get(0).detail()).contains("nested too deep"));
    }

    private static ComparisonRequest request(String body) {
        return RequestBody.readDocuments(body.getBytes(StandardCharsets.UTF_8), ComparisonRequest.class);
    }
}
