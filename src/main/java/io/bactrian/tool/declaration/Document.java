package io.bactrian.tool.declaration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One YAML file with the places its parts stand at. */
public record Document(String file, JsonNode root, Map<String, Place> places) {
    /** Ten times what the longest file has that is read by people. */
    static final int LONGEST = 256 * 1024;

    private static final int DEEPEST = 64;
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where something stands, both counted from 1; 0 when it is not known. */
    public record Place(int line, int column) {
        static final Place UNKNOWN = new Place(0, 0);

        static Place of(@Nullable JsonLocation location) {
            return location == null ? UNKNOWN : new Place(location.getLineNr(), location.getColumnNr());
        }
    }

    /** Reads what a file holds; one that is too long or holds what no parser should be asked to follow is refused unread. */
    public static Document read(String file, byte[] bytes) throws DeclarationFailure {
        if (bytes.length > LONGEST) {
            throw failure(file, Place.UNKNOWN, "a file has at most " + LONGEST / 1024 + " KB, this one has more");
        }
        try {
            String text = text(bytes);
            Map<String, Place> places = places(file, text);
            return new Document(file, YAML.readTree(text), places);
        } catch (StreamConstraintsException e) {
            throw failure(file, Place.of(e.getLocation()), "nothing may be nested deeper than " + DEEPEST);
        } catch (JsonProcessingException e) {
            throw failure(file, Place.of(e.getLocation()), firstLine(e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            throw failure(file, Place.UNKNOWN, "the file is not UTF-8");
        } catch (IOException e) {
            throw failure(file, Place.UNKNOWN, "the file cannot be read: " + e);
        }
    }

    /** A problem at a place of this file, or at the nearest one around it. */
    public Problem problem(String pointer, String message) {
        String around = pointer;
        while (!places.containsKey(around) && !around.isEmpty()) {
            around = around.substring(0, around.lastIndexOf('/'));
        }
        return problem(places.getOrDefault(around, Place.UNKNOWN), pointer, message);
    }

    private Problem problem(Place place, String pointer, String message) {
        return new Problem(file, place.line(), place.column(), pointer, message);
    }

    /** The same places with other contents. */
    public Document with(JsonNode other) {
        return new Document(file, other, places);
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Map<String, Place> places(String file, String text) throws IOException, DeclarationFailure {
        Map<String, Place> places = new HashMap<>();
        try (YAMLParser parser = (YAMLParser) YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                Place place = Place.of(parser.currentTokenLocation());
                if (parser.getObjectId() != null || parser.isCurrentAlias() || parser.getTypeId() != null) {
                    throw failure(file, place, "anchors, aliases and tags are not allowed; write it out");
                }
                if (parser.currentToken() != JsonToken.END_OBJECT && parser.currentToken() != JsonToken.END_ARRAY) {
                    places.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(), place);
                }
            }
        }
        return places;
    }

    private static DeclarationFailure failure(String file, Place place, String message) {
        return new DeclarationFailure(List.of(new Problem(file, place.line(), place.column(), "", message)));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
