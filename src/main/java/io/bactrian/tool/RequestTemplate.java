package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with places in braces, filled from a map of values.
 *
 * @param query names and templates; an entry that has an optional place ({@code {name?}}) without a value is left out
 * @param body JSON whose text leaves are templates; {@code "{ids}"} and {@code "{parents}"} become arrays
 */
public record RequestTemplate(
        Method method,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body) {
    /** GET reads by address, POST by body. */
    public enum Method {
        GET,
        POST
    }
}
