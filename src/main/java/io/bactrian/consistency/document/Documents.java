package io.bactrian.consistency.document;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Documents as a comparison wants them: numbers exact, no deeper than can be walked. */
public final class Documents {
    /** A record nested deeper is not stored either. */
    public static final int DEEPEST = 1000;

    /** PostgreSQL takes no longer one. */
    private static final int LONGEST_NUMBER = 150_000;

    // What is stored may be larger than Jackson's cautious defaults allow; deeper than ours it is not.
    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNestingDepth(DEEPEST + 1)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Documents() {}

    public static JsonNode read(String json) throws IOException {
        return JSON.readTree(json);
    }

    public static JsonNode read(byte[] json, int from, int length) throws IOException {
        return JSON.readTree(json, from, length);
    }

    /** Looks without recursion, since what is too deep is too deep for that. */
    static JsonNode checked(JsonNode document) {
        Deque<Iterator<JsonNode>> open = new ArrayDeque<>();
        open.push(document.elements());
        while (!open.isEmpty()) {
            Iterator<JsonNode> elements = open.element();
            if (!elements.hasNext()) {
                open.pop();
                continue;
            }
            JsonNode element = elements.next();
            if (element.isContainerNode()) {
                open.push(element.elements());
            }
            if (open.size() > DEEPEST) {
                throw new TooDeep();
            }
        }
        return document;
    }
}
