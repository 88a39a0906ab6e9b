package io.bactrian.outbound;

import io.bactrian.tool.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Where the calls of one connection go and how they are signed.
 *
 * @param base address all requests start from; nothing is ever sent to another origin
 * @param values what the places in request templates are filled with; holds no secret
 * @param headers that every call carries; hold no secret
 * @param signature what proves who calls
 * @param timeout of one whole call
 * @param retryAttempts the most often a failed call is repeated
 */
public record Destination(
        UUID connectionId,
        Tool tool,
        URI base,
        Map<String, String> values,
        Map<String, String> headers,
        Signature signature,
        Duration timeout,
        int retryAttempts) {
    /** The same destination with other values for its templates. */
    public Destination with(Map<String, String> values) {
        return new Destination(connectionId, tool, base, values, headers, signature, timeout, retryAttempts);
    }
}
