package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A tool as far as it could be guessed.
 *
 * @param baseUrl what its addresses begin with; empty when nobody said so
 * @param authorization how calls are signed
 * @param probe path that proves a credential
 * @param streams parents before their parts
 * @param leftOut what the source describes and no stream was made of, each with the reason
 */
record DraftedTool(
        String baseUrl,
        DraftedAuthorization authorization,
        String probe,
        List<DraftedStream> streams,
        List<String> leftOut) {
    private static final String DURATION = "^[0-9]+(ms|s|m)$";

    ObjectNode declaration(String title) {
        ObjectNode tool = JsonNodeFactory.instance.objectNode().put("title", title);
        tool.set("config", config(title));
        tool.set("credentials", authorization.credentials());
        tool.putArray("base").add("{baseUrl}");
        tool.putArray("authorization").add(authorization.declaration());
        tool.putObject("limits").putObject("requests").put("requests", 10).put("per", "1s");
        tool.putObject("probe").put("get", probe).putObject("account");
        streams.forEach(stream -> tool.withArray("streams").add(stream.name()));
        return tool;
    }

    private ObjectNode config(String title) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putArray("required");
        ObjectNode properties = config.putObject("properties");
        ObjectNode base = properties.putObject("baseUrl");
        base.put("description", "Address of " + title + ", which all paths are appended to.");
        base.put("type", "string").put("format", "uri");
        if (baseUrl.isEmpty()) {
            config.withArray("required").add("baseUrl");
        } else {
            base.put("default", baseUrl);
        }
        properties
                .putObject("timeout")
                .put(
                        "description",
                        "The longest that one call may take, from the request to the last byte of the answer.")
                .put("type", "string")
                .put("pattern", DURATION)
                .put("default", "30s");
        properties
                .putObject("retryAttempts")
                .put("description", "How often a failed call is repeated at most.")
                .put("type", "integer")
                .put("minimum", 0)
                .put("maximum", 10)
                .put("default", 3);
        return config;
    }
}
