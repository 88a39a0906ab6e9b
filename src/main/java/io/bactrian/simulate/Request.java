package io.bactrian.simulate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it arrived: repeated query parameters are joined by commas, header names are in lower case. */
public record Request(
        String method,
        String path,
        String query,
        Map<String, String> parameters,
        Map<String, String> headers,
        byte[] body) {

    static Request of(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        String path = decode((mark < 0 ? target : target.substring(0, mark)).replace("+", "%2B"));
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(method, path, query, parameters(query), headers, body);
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same request under another path. */
    public Request at(String otherPath) {
        return new Request(method, otherPath, query, parameters, headers, body);
    }

    /** The request that the same caller would make to another path and query. */
    public Request to(String target) {
        return of(method, target, headers, body);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equal = part.indexOf('=');
            if (!part.isEmpty()) {
                String name = decode(equal < 0 ? part : part.substring(0, equal));
                parameters.merge(
                        name, equal < 0 ? "" : decode(part.substring(equal + 1)), (one, two) -> one + "," + two);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
