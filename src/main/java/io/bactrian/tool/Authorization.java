package io.bactrian.tool;

/**
 * One way to sign a call: which header carries which value.
 *
 * @param kind {@code basic}: value is {@code user:secret}, sent base64 encoded; {@code bearer}: value is the token; {@code header}: sent as it is
 * @param header the header to set, {@code Authorization} unless said otherwise
 * @param value template over the credentials' fields
 */
public record Authorization(Kind kind, String header, String value) {
    /** How the value is written into the header. */
    public enum Kind {
        BASIC,
        BEARER,
        HEADER
    }
}
