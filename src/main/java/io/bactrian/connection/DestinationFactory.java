package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Guard;
import io.bactrian.outbound.Signature;
import io.bactrian.tool.Authorization;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Tool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Makes the destination of an integration's calls from its tool's templates, its configuration and its credential. */
final class DestinationFactory {
    private final Guard guard;

    DestinationFactory(Guard guard) {
        this.guard = guard;
    }

    /** Throws a configuration failure when the address or the way to sign cannot be made, or may not be called. */
    Destination make(UUID id, Tool tool, JsonNode config, JsonNode credentials, Map<String, String> account)
            throws ToolFailure {
        Map<String, String> values = texts(config);
        values.putAll(account);
        URI base = base(tool, values);
        guard.check(base);
        return new Destination(
                id,
                tool,
                base,
                Map.copyOf(values),
                Map.copyOf(texts(config.path("headers"))),
                sign(tool, texts(credentials)),
                Durations.parse(values.getOrDefault("timeout", "30s")),
                Integer.parseInt(values.getOrDefault("retryAttempts", "3")));
    }

    /** Refuses an address that cannot be made, or may not be called. */
    void checkAddress(Tool tool, JsonNode config) throws ToolFailure {
        guard.check(base(tool, texts(config)));
    }

    /** Whether two configurations name the same places: a credential for the one is good for the other. */
    static boolean sameAddress(Tool tool, JsonNode one, JsonNode other) throws ToolFailure {
        return addresses(tool, one).equals(addresses(tool, other));
    }

    private static List<URI> addresses(Tool tool, JsonNode config) throws ToolFailure {
        Map<String, String> values = texts(config);
        List<URI> addresses = new ArrayList<>();
        for (String template : tool.base()) {
            if (Templates.known(template, values)) {
                addresses.add(address(Templates.text(template, values)));
            }
        }
        return addresses;
    }

    private static URI address(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        int usual = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        String place = (uri.getScheme() + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort()))
                .toLowerCase(Locale.ROOT);
        return URI.create(place + uri.getRawPath());
    }

    private static URI base(Tool tool, Map<String, String> values) throws ToolFailure {
        String base = firstKnown(tool.base(), values, "the address of " + tool.name());
        // Templates continue the path with a slash of their own.
        return URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    private static Signature sign(Tool tool, Map<String, String> credentials) throws ToolFailure {
        for (Authorization way : tool.authorization()) {
            if (way.fits(credentials)) {
                return signature(
                        way, Templates.text(way.name(), credentials), Templates.text(way.value(), credentials));
            }
        }
        throw ToolFailure.of(
                FailureCategory.CONFIGURATION,
                "none of the ways to sign a call to " + tool.name() + " fits the credentials");
    }

    private static Signature signature(Authorization way, String name, String value) {
        return switch (way.kind()) {
            case NONE -> new Signature.None();
            case BASIC ->
                new Signature.Header(
                        name, "Basic " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
            case BEARER -> new Signature.Header(name, "Bearer " + value);
            case HEADER -> new Signature.Header(name, value);
            case QUERY -> new Signature.Query(name, value);
        };
    }

    private static String firstKnown(List<String> templates, Map<String, String> values, String what)
            throws ToolFailure {
        for (String template : templates) {
            if (Templates.known(template, values)) {
                return Templates.text(template, values);
            }
        }
        throw ToolFailure.of(FailureCategory.CONFIGURATION, what + " cannot be made from the configuration");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    /** Durations as properties write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
    private static final class Durations {
        static Duration parse(String text) {
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
