package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * How calls are signed.
 *
 * @param name header or query parameter; empty for the usual one
 */
record DraftedAuthorization(Kind kind, String name) {
    static final DraftedAuthorization BEARER = new DraftedAuthorization(Kind.BEARER, "");

    /** The ways that a description of an interface knows. */
    enum Kind {
        BASIC,
        BEARER,
        HEADER,
        QUERY
    }

    /** The first way that a document describes and that needs nothing but a secret; a bearer token when there is none. */
    static DraftedAuthorization of(JsonNode schemes) {
        for (JsonNode scheme : schemes) {
            String type = scheme.path("type").asText();
            String how = scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
            String in = scheme.path("in").asText();
            if (type.equals("http") && how.equals("basic")) {
                return new DraftedAuthorization(Kind.BASIC, "");
            }
            if (type.equals("apiKey") && (in.equals("header") || in.equals("query"))) {
                Kind kind = in.equals("header") ? Kind.HEADER : Kind.QUERY;
                return new DraftedAuthorization(kind, scheme.path("name").asText());
            }
            if (type.equals("http") || type.equals("oauth2")) {
                return BEARER;
            }
        }
        return BEARER;
    }

    ObjectNode declaration() {
        ObjectNode declaration =
                JsonNodeFactory.instance.objectNode().put("kind", kind.name().toLowerCase(Locale.ROOT));
        if (!name.isEmpty()) {
            declaration.put("name", name);
        }
        return declaration.put("value", kind == Kind.BASIC ? "{username}:{password}" : "{token}");
    }

    ObjectNode credentials() {
        ObjectNode credentials = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = credentials.putObject("properties");
        if (kind == Kind.BASIC) {
            credentials.putArray("required").add("username").add("password");
            properties
                    .putObject("username")
                    .put("description", "Name of the account.")
                    .put("type", "string");
            secret(properties.putObject("password"), "Its password.");
        } else {
            credentials.putArray("required").add("token");
            secret(properties.putObject("token"), "A token that may read what is to be synced.");
        }
        return credentials;
    }

    private static void secret(ObjectNode field, String description) {
        field.put("description", description)
                .put("type", "string")
                .put("minLength", 1)
                .put("format", "password")
                .put("writeOnly", true);
    }
}
