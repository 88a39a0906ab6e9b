package io.bactrian.tool;

import java.util.Map;

/**
 * One way to sign a call.
 *
 * @param kind {@code none}: not at all; {@code basic}: value is {@code user:secret}, sent base64 encoded; {@code bearer}: value is
 *     the token; {@code header}: sent as it is; {@code query}: added to the address
 * @param name template of the header or query parameter to set, {@code Authorization} unless said otherwise
 * @param value template over the credentials' fields
 * @param when values that fields of the credentials must have for this way
 */
public record Authorization(Kind kind, String name, String value, Map<String, String> when) {
    /** How the value is written into the request. */
    public enum Kind {
        NONE,
        BASIC,
        BEARER,
        HEADER,
        QUERY
    }

    /** Whether this is the way for some credentials. */
    public boolean fits(Map<String, String> credentials) {
        return credentials.entrySet().containsAll(when.entrySet())
                && Templates.known(name, credentials)
                && Templates.known(value, credentials);
    }
}
