package io.bactrian.sync.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.credential.Pseudonyms;
import io.bactrian.credential.SomePseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.DeclarationFailure;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.own.OwnTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be stored is taken out of an answer; every other byte stays. */
final class RedactionTest {
    private final Buffers buffers = new Buffers();
    private final Pseudonyms pseudonyms = SomePseudonyms.of(1);
    private Tool jira;

    @BeforeEach
    void read() throws DeclarationFailure {
        jira = new Declarations().read(Path.of("routes/jira"));
    }

    @Test
    void everyOtherByteStays() throws IOException {
        String before = "{ \"issues\" :[{\"id\":\"1\", \"fields\" : {\"summary\":";
        String after =
                " , \"big\":123456789012345678901234567890.1234567890e-5,\"odd\":\"\\u00e9\\/é🐪\\\"\",\n\t\"n\":null}}]}";

        String redacted = redact(leaveOut("/fields/summary"), before + "\"secret \\\"}],🐪\"" + after);

        assertThat(redacted).isEqualTo(before + "null" + after);
    }

    @Test
    void equalTextsHaveEqualHashesHoweverTheyAreWritten() throws IOException {
        String hash = '"' + pseudonyms.of("aé\"🐪") + '"';

        String redacted = redact(
                hash("/fields/a", "/fields/b"),
                issue("\"a\":\"aé\\\"🐪\",\"b\":\"\\u0061\\u00e9\\u0022\\ud83d\\udc2a\",\"c\":1"));

        assertThat(redacted).isEqualTo(issue("\"a\":" + hash + ",\"b\":" + hash + ",\"c\":1"));
    }

    @Test
    void aHashIsGoodForOneInstallationOnlyAndStandsForItself() {
        String hash = pseudonyms.of("text");

        assertThat(hash).matches("hmac:[A-Za-z0-9_-]{43}");
        assertThat(SomePseudonyms.of(2).of("text")).isNotEqualTo(hash);
        assertThat(pseudonyms.of(hash)).isEqualTo(hash);
    }

    @Test
    void numbersTruthsAndWholePartsAreHashedAndNullStaysNull() throws IOException {
        String redacted = redact(
                hash("/fields/a", "/fields/b", "/fields/c", "/fields/d", "/fields/e"),
                issue("\"a\":12.50,\"b\":true,\"c\":null,\"d\":{\"x\":[1, {\"y\":\"z\"}]},\"e\":[]"));

        assertThat(redacted)
                .isEqualTo(issue("\"a\":\"" + pseudonyms.of("12.50") + "\",\"b\":\"" + pseudonyms.of("true")
                        + "\",\"c\":null,\"d\":\"" + pseudonyms.of("{\"x\":[1, {\"y\":\"z\"}]}") + "\",\"e\":\""
                        + pseudonyms.of("[]") + '"'));
    }

    @Test
    void everyElementOfNestedArraysIsReached() throws IOException {
        String redacted = redact(
                leaveOut("/fields/a/*/*/b", "/fields/labels/*"),
                issue("\"a\":[[{\"b\":1},{\"c\":2,\"b\":{\"d\":3}}],[],7],\"labels\":[\"x\",null,\"y\"]"));

        assertThat(redacted)
                .isEqualTo(issue("\"a\":[[{\"b\":null},{\"c\":2,\"b\":null}],[],7],\"labels\":[null,null,null]"));
    }

    @Test
    void aKeyThatStandsTwiceOrIsWrittenWithEscapesIsReached() throws IOException {
        String redacted = redact(
                leaveOut("/fields/a~1b"), issue("\"a/b\":\"one\",\"a\\/b\":\"two\",\"\\u0061/b\":\"three\",\"a\":4"));

        assertThat(redacted).doesNotContain("one", "two", "three").contains("\"a\":4");
    }

    @Test
    void whatIsEmbeddedIsRedactedByTheRulesOfItsOwnStream() throws IOException {
        String redacted = redact(
                "{'leaveOut': [{'stream': 'comments', 'pointers': ['/body']}]}",
                issue(
                        "\"comment\":{\"comments\":[{\"id\":\"7\",\"body\":\"secret\"}],\"total\":1},\"body\":\"stays\""));

        assertThat(redacted)
                .isEqualTo(issue(
                        "\"comment\":{\"comments\":[{\"id\":\"7\",\"body\":null}],\"total\":1},\"body\":\"stays\""));
    }

    @Test
    void aBrokenAnswerIsRefusedAndItsBufferGivenBack() {
        long before = buffers.inFlight();

        assertThatThrownBy(() -> redact(leaveOut("/fields/a"), "{\"issues\":[{\"fields\":{\"a\":\"x\""))
                .isInstanceOf(IOException.class);
        assertThat(buffers.inFlight()).isEqualTo(before);
    }

    @Test
    void withoutAWishNothingIsDone() throws IOException {
        assertThat(redaction("{}").isNeeded()).isFalse();
    }

    private String redact(String scope, String answer) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        RowBuffer redacted = redaction(scope).redact(bytes, bytes.length);
        String text = new String(redacted.bytes(), 0, redacted.length(), StandardCharsets.UTF_8);
        buffers.giveBack(redacted.bytes());
        return text;
    }

    private Redaction redaction(String scope) throws IOException {
        StreamDeclaration issues =
                OwnTool.of(jira, new ObjectMapper().readTree(scope.replace('\'', '"')), null).stream("issues");
        return new Redaction(issues, issues.items(), pseudonyms, buffers);
    }

    private static String issue(String fields) {
        return "{\"issues\":[{\"id\":\"1\",\"fields\":{" + fields + "}}]}";
    }

    private static String leaveOut(String... pointers) {
        return scope("leaveOut", pointers);
    }

    private static String hash(String... pointers) {
        return scope("hash", pointers);
    }

    private static String scope(String word, String... pointers) {
        return "{'" + word + "': [{'stream': 'issues', 'pointers': ['" + String.join("', '", pointers) + "']}]}";
    }
}
