package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One kind of external system as {@code routes/<tool>/tool.yaml} and its {@code streams/*.yaml} declare it.
 *
 * @param config JSON Schema of an integration's configuration
 * @param credentials JSON Schema of its credentials
 * @param base templates of the address all requests start from; the first whose values are all known is used
 * @param authorization ways to sign a call; the first whose values are all known is used
 * @param refusals how answers become failures, first match wins, before the defaults by status
 * @param streams by name, in the order they are to be synced
 * @param ownStreams whether an integration declares streams in its configuration
 */
public record Tool(
        String name,
        String title,
        JsonNode config,
        JsonNode credentials,
        List<String> base,
        List<Authorization> authorization,
        List<Refusal> refusals,
        Map<String, Limit> limits,
        Probe probe,
        Map<String, StreamDeclaration> streams,
        boolean ownStreams) {
    /** The same tool with other streams. */
    public Tool with(Map<String, StreamDeclaration> streams) {
        return new Tool(
                name,
                title,
                config,
                credentials,
                base,
                authorization,
                refusals,
                limits,
                probe,
                Collections.unmodifiableMap(streams),
                ownStreams);
    }

    /** The stream of a name; {@link IllegalArgumentException} when the tool has none of it. */
    public StreamDeclaration stream(String stream) {
        StreamDeclaration declaration = streams.get(stream);
        if (declaration == null) {
            throw new IllegalArgumentException("the tool " + name + " has no stream " + stream);
        }
        return declaration;
    }
}
