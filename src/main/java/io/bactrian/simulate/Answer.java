package io.bactrian.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer before it is sent; only the first {@code length} bytes of the body count. */
public record Answer(int status, Map<String, String> headers, byte[] body, int length) {

    public static Answer json(int status, byte[] body, int length) {
        return new Answer(status, Map.of("Content-Type", "application/json;charset=UTF-8"), body, length);
    }

    public static Answer json(int status, JsonNode body) {
        byte[] bytes = Json.bytes(body);
        return json(status, bytes, bytes.length);
    }

    public static Answer json(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return json(status, bytes, bytes.length);
    }

    public static Answer text(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), bytes, bytes.length);
    }

    public static Answer html(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", "text/html;charset=UTF-8"), bytes, bytes.length);
    }

    public String text() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    /** The same answer with a header more. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, length);
    }

    public Answer withStatus(int other) {
        return new Answer(other, headers, body, length);
    }

    /** The same answer with another body. */
    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other, other.length);
    }
}
