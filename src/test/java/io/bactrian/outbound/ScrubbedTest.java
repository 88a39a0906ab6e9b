package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubbedTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ada@example.com:s3cr:t".getBytes(StandardCharsets.UTF_8));

    @Test
    void theSignatureAndThePasswordInItAreTakenOut() {

        String scrubbed = Scrubbed.of("not s3cr:t, not " + BASIC + "!", BASIC);

        assertThat(scrubbed).isEqualTo("not ***, not Basic ***!");
    }

    @Test
    void theTokenOfABearerIsTakenOut() {
        assertThat(Scrubbed.of("no short-1, sorry", "Bearer short-1")).isEqualTo("no ***, sorry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p+s/1", "p%2Bs%2F1", "p%2bs%2f1", "cCtzLzE=", "P+S/1"})
    void aSecretIsTakenOutHoweverItIsWritten(String echoed) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString("ada@example.com:p+s/1".getBytes(StandardCharsets.UTF_8));

        assertThat(Scrubbed.of("You sent " + echoed, basic)).startsWith("You sent ***");
        assertThat(Scrubbed.of("You sent " + echoed, "Bearer p+s/1")).startsWith("You sent ***");
    }

    @Test
    void aSignatureWithoutASchemeIsTakenOutWhole() {
        assertThat(Scrubbed.of("no glpat-1, sorry", "glpat-1")).isEqualTo("no ***, sorry");
    }

    @Test
    void whatLooksLikeATokenIsTakenOutToo() {
        assertThat(Scrubbed.of("use eyJhbGciOiJIUzI1NiJ9.e30.x instead", "glpat-1"))
                .isEqualTo("use *** instead");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer a1b2 failed | Authorization: Bearer *** failed",
                "sent Basic dTpw to it | sent Basic *** to it",
                "login with password=geheim, twice | login with password=***, twice",
                "{\"api_key\": \"k4\"} | {\"api_key\": \"***\"}",
                "GET /x?token=t5&page=2 failed | GET /x?token=***&page=2 failed"
            })
    void whatOthersNameAsASecretIsTakenOutHoweverShort(String text, String scrubbed) {
        assertThat(Scrubbed.ofOthers(text, "")).isEqualTo(scrubbed);
    }

    @Test
    void wordsOfASentenceStay() {
        assertThat(Scrubbed.of("The value 'X' does not exist for the field 'project'.", BASIC))
                .isEqualTo("The value 'X' does not exist for the field 'project'.");
    }

    /** They would forge a line of a log, or colour and turn the text on a terminal. */
    @ParameterizedTest
    @ValueSource(chars = {'\r', '\n', '\t', 0, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0x2066})
    void aCharacterThatControlsBecomesASpace(char control) {
        assertThat(Scrubbed.of("a" + control + "b", BASIC)).isEqualTo("a b");
    }
}
