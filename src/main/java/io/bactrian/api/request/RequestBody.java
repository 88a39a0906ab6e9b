package io.bactrian.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request; each mistake says where it is and never repeats what was sent. */
public final class RequestBody {
    private RequestBody() {}

    public static void checkType(@Nullable String type) {
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase(Json.MEDIA_TYPE)) {
            throw new Rejected(
                    415, FailureCategory.INVALID_DATA, "The body must be " + Json.MEDIA_TYPE + ".", List.of());
        }
    }

    public static <T> T read(byte @Nullable [] json, Class<T> type) {
        return read(json, type, Json.mapper());
    }

    /** A body that holds documents of anybody's making. */
    public static <T> T readDocuments(byte @Nullable [] json, Class<T> type) {
        return read(json, type, Json.documents());
    }

    private static <T> T read(byte @Nullable [] json, Class<T> type, ObjectMapper mapper) {
        if (json == null || json.length == 0) {
            throw bad("The body is missing.", "", "must be an object");
        }
        try {
            JsonNode tree = mapper.readTree(text(json));
            if (!tree.isObject()) {
                throw meaning("", "must be an object");
            }
            Storable.unstorable(tree, "").ifPresent(pointer -> {
                throw meaning(pointer, "holds a character that no text may hold");
            });
            return mapper.treeToValue(tree, type);
        } catch (PropertyBindingException unknown) {
            throw bad(
                    "The body has a field that is not known here.",
                    pointer(unknown),
                    "unknown field; known here: "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList());
        } catch (MismatchedInputException mismatch) {
            throw meaning(pointer(mismatch), "must be " + words(mismatch.getTargetType()));
        } catch (StreamConstraintsException beyond) {
            throw bad(
                    "The body is more than can be read.", "", "is nested too deep, or holds a text or number too long");
        } catch (JsonProcessingException broken) {
            throw bad("The body is not JSON as it must be.", "", place(broken));
        } catch (CharacterCodingException foreign) {
            throw bad("The body is not JSON as it must be.", "", "is not UTF-8");
        }
    }

    /** Strictly UTF-8, as JSON is between systems: a parser that guesses other encodings finds them. */
    private static String text(byte[] json) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(json))
                .toString();
    }

    /** Refuses a text that is longer than the contract allows. */
    public static void limit(@Nullable String text, int longest, String pointer) {
        if (text != null && text.length() > longest) {
            throw meaning(pointer, "is longer than " + longest + " characters");
        }
    }

    /** The pointer of a member. */
    public static String at(String object, String name) {
        return object + "/" + Storable.escaped(name);
    }

    public static Rejected meaning(String pointer, String detail) {
        return Rejected.invalid("The body says what cannot be done.", List.of(new Mistake(pointer, detail)));
    }

    private static Rejected bad(String what, String pointer, String detail) {
        return new Rejected(400, FailureCategory.INVALID_DATA, what, List.of(new Mistake(pointer, detail)));
    }

    private static String pointer(JsonMappingException mistake) {
        return mistake.getPath().stream().map(RequestBody::step).collect(Collectors.joining());
    }

    private static String step(Reference reference) {
        String name = reference.getFieldName();
        return "/" + (name == null ? String.valueOf(reference.getIndex()) : Storable.escaped(name));
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == String.class) {
            return "text";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String place(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? "not valid"
                : "not valid at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }
}
