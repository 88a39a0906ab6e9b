package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One kind of external system as {@code routes/<tool>/tool.yaml} and its {@code streams/*.yaml} declare it.
 *
 * @param config JSON Schema of an integration's configuration
 * @param credentials JSON Schema of its credentials
 * @param scope JSON Schema of what may be left out of a sync besides what may be with every tool
 * @param elements how the tool is asked for the elements of a list in the scope, by the list's name
 * @param base templates of the address all requests start from; the first whose values are all known is used
 * @param authorization ways to sign a call; the first whose values are all known is used
 * @param refusals how answers become failures, first match wins, before the defaults by status
 * @param streams by name, in the order they are to be synced
 * @param ownStreams whether an integration declares streams in its configuration
 * @param conditional whether an answer that is known already is asked for by its {@code ETag}, to be told of by 304
 * @param variants what it is to accounts of other kinds; null where all are alike
 */
public record Tool(
        String name,
        String title,
        JsonNode config,
        JsonNode credentials,
        JsonNode scope,
        Map<String, ElementProbe> elements,
        List<String> base,
        List<Authorization> authorization,
        List<Refusal> refusals,
        Map<String, Limit> limits,
        Probe probe,
        Map<String, StreamDeclaration> streams,
        boolean ownStreams,
        boolean conditional,
        @Nullable Variants variants) {
    /** What the tool is to an account, by what it has told of it. */
    public Tool of(Map<String, String> account) {
        return variants == null ? this : variants.of().getOrDefault(account.getOrDefault(variants.as(), ""), this);
    }

    /** The same tool with other streams. */
    public Tool with(Map<String, StreamDeclaration> streams) {
        return with(streams, probe);
    }

    /** The same tool with other streams and another probe. */
    public Tool with(Map<String, StreamDeclaration> streams, Probe probe) {
        return new Tool(
                name,
                title,
                config,
                credentials,
                scope,
                elements,
                base,
                authorization,
                refusals,
                limits,
                probe,
                Collections.unmodifiableMap(streams),
                ownStreams,
                conditional,
                variants);
    }

    /** Where a stream stands, be it one of the tool's own or one that is embedded in another. */
    public Optional<StreamDeclaration> find(String stream) {
        return all().filter(declaration -> declaration.name().equals(stream)).findFirst();
    }

    /** The stream whose list brings the records of a stream: the one that it is embedded in, or itself. */
    public String listOf(String stream) {
        return streams.values().stream()
                .filter(declaration -> declaration.children().containsKey(stream))
                .map(StreamDeclaration::name)
                .findFirst()
                .orElse(stream);
    }

    /**
     * What an integration wants of a stream, and of those of whose records each has a list of it: within another text there may be
     * more to read.
     */
    public String wanted(String stream) {
        Set<String> lists = new LinkedHashSet<>();
        addWithParents(listOf(stream), lists);
        return lists.stream()
                .map(name -> stream(name).wanted())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private void addWithParents(String stream, Set<String> lists) {
        Partitioning partitioning = stream(stream).partitioning();
        if (lists.add(stream) && partitioning != null) {
            partitioning.parents().forEach(parent -> addWithParents(parent, lists));
        }
    }

    /** All streams, each followed by those embedded in it. */
    public Stream<StreamDeclaration> all() {
        return streams.values().stream()
                .flatMap(stream -> Stream.concat(
                        Stream.of(stream), stream.children().values().stream().map(ChildStream::record)));
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
