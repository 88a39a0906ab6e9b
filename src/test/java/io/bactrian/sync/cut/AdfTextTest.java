package io.bactrian.sync.cut;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.sync.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a document, in plain text. */
class AdfTextTest {
    @Test
    void paragraphsStandOnLinesOfTheirOwn() throws IOException {
        assertThat(text(doc(paragraph("One"), paragraph("Two")))).isEqualTo("One\nTwo");
    }

    @Test
    void theTextOfMarksIsJoined() throws IOException {
        String bold = "{'type':'text','text':'bold','marks':[{'type':'strong'}]}";

        assertThat(text(doc("{'type':'paragraph','content':[{'type':'text','text':'very '}," + bold + "]}")))
                .isEqualTo("very bold");
    }

    @Test
    void listItemsHaveADash() throws IOException {
        String item = "{'type':'listItem','content':[" + paragraph("%s") + "]}";

        assertThat(text(doc(
                        "{'type':'bulletList','content':[" + item.formatted("a") + "," + item.formatted("b") + "]}")))
                .isEqualTo("- a\n- b");
    }

    @Test
    void aKindThatIsToldAfterItsContentCountsTheSame() throws IOException {
        assertThat(text(doc("{'content':[{'text':'One','type':'text'}],'type':'paragraph'}", paragraph("Two"))))
                .isEqualTo("One\nTwo");
    }

    @Test
    void tableCellsAreSeparatedByTabs() throws IOException {
        String cell = "{'type':'tableCell','attrs':{'colspan':1},'content':[" + paragraph("%s") + "]}";
        String row = "{'type':'tableRow','content':[" + cell.formatted("a") + "," + cell.formatted("b") + "]}";

        assertThat(text(doc("{'type':'table','content':[" + row + "," + row + "]}")))
                .isEqualTo("a\tb\t\na\tb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mention | {\"id\":\"5b10\",\"text\":\"@Somebody\"} | @Somebody",
                "emoji | {\"shortName\":\":smile:\",\"text\":\"U\"} | U",
                "emoji | {\"shortName\":\":party:\"} | :party:",
                "inlineCard | {\"url\":\"https://example.com/a\"} | https://example.com/a",
                "mention | {\"access\":{\"level\":1}} | ''"
            })
    void whatIsShownInsteadOfTextIsTaken(String type, String attributes, String shown) throws IOException {
        String node = "{'type':'paragraph','content':[{'type':'" + type + "','attrs':" + attributes + "}]}";

        assertThat(text(doc(node))).isEqualTo(shown.equals("''") ? "" : shown);
    }

    @Test
    void aHardBreakBreaksTheLine() throws IOException {
        assertThat(
                        text(
                                doc(
                                        "{'type':'paragraph','content':[{'type':'text','text':'a'},{'type':'hardBreak'},{'type':'text','text':'b'}]}")))
                .isEqualTo("a\nb");
    }

    @Test
    void plainTextIsTakenAsItStands() throws IOException {
        assertThat(text("'h1. Wiki *markup*'")).isEqualTo("h1. Wiki *markup*");
        assertThat(text("12")).isEqualTo("12");
        assertThat(text("null")).isEmpty();
        assertThat(text("['a']")).isEmpty();
    }

    @Test
    void aDocumentOfAbsurdDepthIsCutOffNotRefused() throws IOException {
        int depth = 400;
        String node = "{'type':'blockquote','content':[".repeat(depth) + paragraph("deep") + "]}".repeat(depth);

        assertThat(text(doc(paragraph("shallow"), node))).isEqualTo("shallow");
    }

    @Test
    void membersThatAreNotUnderstoodAreSkipped() throws IOException {
        assertThat(text("{'type':7,'version':1,'text':{},'attrs':[],'content':['x',{'type':'text','text':'a'}]}"))
                .isEqualTo("a");
    }

    private static String paragraph(String text) {
        return "{'type':'paragraph','content':[{'type':'text','text':'" + text + "'}]}";
    }

    private static String doc(String... blocks) {
        return "{'type':'doc','version':1,'content':[" + String.join(",", blocks) + "]}";
    }

    /** Single quotes stand for double ones. The scanner must be left behind the value. */
    private static String text(String json) throws IOException {
        byte[] bytes = ("[" + json.replace('\'', '"') + ",true]").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        scanner.firstElement();
        Prose text = new Prose();
        AdfText.append(scanner, text);
        assertThat(scanner.nextElement()).isTrue();
        assertThat(scanner.isTrue()).isTrue();
        return text.toString();
    }
}
