package io.bactrian.outbound;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Tool;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

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
    /** Some tools write addresses as people do. */
    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[ \"<>\\\\^`{|}]");

    /** The whole address of a request's target: what follows the base, or an address that was {@linkplain #follow found}. */
    public String address(String target) {
        return target.startsWith("/") ? base + target : target;
    }

    /**
     * The address that a link of an answer leads to, without the secret that some tools write into it.
     *
     * @param from the address that was answered
     * @throws ToolFailure of category invalid data when it leads to another origin; nothing may be sent there
     */
    public String follow(String link, String from) throws ToolFailure {
        URI target = resolved(link, from);
        if (!Origin.of(base).equals(Origin.of(target)) || target.getRawUserInfo() != null) {
            throw ToolFailure.of(
                    FailureCategory.INVALID_DATA, "the address of the next page would leave " + base.getAuthority());
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return signature.cleaned(base.getScheme() + "://" + base.getRawAuthority() + target.getRawPath() + query);
    }

    private static URI resolved(String link, String from) throws ToolFailure {
        try {
            return URI.create(from)
                    .resolve(NOT_IN_ADDRESSES
                            .matcher(link)
                            .replaceAll(character -> URLEncoder.encode(character.group(), StandardCharsets.UTF_8)
                                    .replace("+", "%20")));
        } catch (IllegalArgumentException e) {
            throw ToolFailure.of(FailureCategory.INVALID_DATA, "the address of the next page cannot be read");
        }
    }

    /** Scheme, host and port, whether they are written out or not. */
    private record Origin(String scheme, String host, int port) {
        static Origin of(URI address) {
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            return new Origin(scheme, host, address.getPort() < 0 ? usual : address.getPort());
        }
    }

    /** The same destination for a call that is not to take longer than this. */
    Destination within(Duration deadline) {
        Duration shorter = deadline.compareTo(timeout) < 0 ? deadline : timeout;
        return new Destination(connectionId, tool, base, values, headers, signature, shorter, retryAttempts);
    }

    /** The same destination for calls that are not repeated. */
    public Destination once() {
        return new Destination(connectionId, tool, base, values, headers, signature, timeout, 0);
    }

    /** The same destination with other values for its templates. */
    public Destination with(Map<String, String> values) {
        return new Destination(connectionId, tool, base, values, headers, signature, timeout, retryAttempts);
    }
}
