package io.bactrian.sync.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scanner takes for JSON what Jackson takes for it, reads the same of it, and steps over it to the same place: random
 * documents, and the same with some bytes changed or the end cut off. {@code -Djson.documents=1000000} takes more of them and a fresh seed.
 */
class JsonAgreementTest {
    private static final int DOCUMENTS = Integer.getInteger("json.documents", 20_000);
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String[] TEXTS = {
        "",
        "a",
        "id",
        "a name of more than eight",
        "é",
        "€",
        "😀",
        "\\n",
        "\\u0041",
        "\\ud83d\\ude00",
        "\\\"",
        "\\\\",
        "/",
        "\\/x"
    };
    private static final String[] NUMBERS = {"0", "-0", "7", "12345678901234567890", "1.5", "-2.25e10", "1E-7", "0.0"};
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};
    private static final String NOISE = "{}[],:\"\\ \n0129-+.eEtrufalsn\u0001u'/";

    static LongStream seeds() {
        Long one = Long.getLong("json.seed");
        boolean isFresh = System.getProperty("json.documents") != null;
        return one != null ? LongStream.of(one) : isFresh ? new Random().longs(1) : LongStream.of(1, 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDocumentIsReadAsJacksonReadsIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] json = document(random).getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                json = spoiled(json, random);
            }
            String shown = "-Djson.seed=" + seed + ", document " + i + ": " + new String(json, StandardCharsets.UTF_8);

            List<String> expected = jackson(json);

            JsonScanner over = new JsonScanner(json, 0, json.length);
            boolean isJson = isSteppedOver(over);
            // Half a character is JSON, which Jackson takes for a value only, and no text.
            if (over.refusals() == 0) {
                assertThat(isJson).as(shown).isEqualTo(expected != BROKEN);
                assertThat(scanned(json)).as(shown).isEqualTo(expected);
            }
        }
    }

    private static final List<String> BROKEN = List.of("broken");

    private static String document(Random random) {
        StringBuilder out = new StringBuilder();
        value(out, random, 0);
        return out.append(space(random)).toString();
    }

    private static void value(StringBuilder out, Random random, int depth) {
        out.append(space(random));
        switch (random.nextInt(depth > 5 ? 4 : 8)) {
            case 0 -> text(out, random);
            case 1 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> out.append(random.nextBoolean());
            case 3 -> out.append("null");
            case 4, 5 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(out, random, depth + 1);
                    out.append(space(random)).append(i > 1 ? "," : "");
                }
                out.append(space(random)).append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.append(space(random));
                    text(out, random);
                    out.append(space(random)).append(':');
                    value(out, random, depth + 1);
                    out.append(space(random)).append(i > 1 ? "," : "");
                }
                out.append(space(random)).append('}');
            }
        }
    }

    private static void text(StringBuilder out, Random random) {
        out.append('"');
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        out.append('"');
    }

    private static String space(Random random) {
        return SPACES[random.nextInt(SPACES.length)];
    }

    private static byte[] spoiled(byte[] json, Random random) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(json.length);
            json[at] = random.nextInt(8) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) NOISE.charAt(random.nextInt(NOISE.length()));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(json, random.nextInt(json.length)) : json;
    }

    private static List<String> jackson(byte[] json) {
        List<String> read = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(json)) {
            if (parser.nextToken() == null) {
                return BROKEN;
            }
            jackson(parser, read);
            return parser.nextToken() == null ? read : BROKEN;
        } catch (IOException e) {
            return BROKEN;
        }
    }

    private static void jackson(JsonParser parser, List<String> read) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            read.add(parser.currentTokenLocation().getByteOffset() + token.asString());
            while (!parser.nextToken().isStructEnd()) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    read.add("name " + parser.currentName());
                    parser.nextToken();
                }
                jackson(parser, read);
            }
            read.add("to " + parser.currentLocation().getByteOffset());
        } else {
            // Behind a number that is a document of its own Jackson stands one byte further.
            read.add(parser.currentTokenLocation().getByteOffset() + " " + parser.getText());
        }
    }

    private static List<String> scanned(byte[] json) {
        List<String> read = new ArrayList<>();
        try {
            JsonScanner scanner = new JsonScanner(json, 0, json.length);
            scan(scanner, read);
            scanner.end();
            return read;
        } catch (BrokenJson e) {
            return BROKEN;
        }
    }

    private static void scan(JsonScanner json, List<String> read) throws BrokenJson {
        int from = json.position();
        if (json.isScalar()) {
            json.read();
            read.add(from + " " + json.string());
            return;
        }
        if (json.isObject()) {
            read.add(from + "{");
            for (boolean more = json.firstMember(); more; more = json.nextMember()) {
                read.add("name " + json.string());
                scan(json, read);
            }
        } else {
            read.add(from + "[");
            for (boolean more = json.firstElement(); more; more = json.nextElement()) {
                scan(json, read);
            }
        }
        read.add("to " + json.position());
    }

    private static boolean isSteppedOver(JsonScanner json) {
        try {
            json.skip();
            json.end();
            return true;
        } catch (BrokenJson e) {
            return false;
        }
    }
}
