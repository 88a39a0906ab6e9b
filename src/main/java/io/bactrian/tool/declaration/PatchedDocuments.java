package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A tool's own files under the patches that make a variant of it.
 *
 * @param tool the patch that lies over {@code tool.yaml}
 */
record PatchedDocuments(String variant, OwnDocuments own, Document patch) implements Documents {
    private static final String VARIANTS = "variants/";
    private static final SchemaCheck SCHEMA = new SchemaCheck("variant.schema.json");

    static PatchedDocuments of(String variant, OwnDocuments own) throws DeclarationFailure {
        Document patch = own.document(VARIANTS + variant + "/" + OwnDocuments.TOOL);
        List<Problem> problems = SCHEMA.check(patch);
        if (!problems.isEmpty()) {
            throw new DeclarationFailure(problems);
        }
        return new PatchedDocuments(variant, own, patch);
    }

    /** The variants that a tool has files for. */
    static SortedSet<String> in(Map<String, byte[]> contents) {
        SortedSet<String> variants = new TreeSet<>();
        contents.keySet().stream()
                .filter(file -> file.startsWith(VARIANTS))
                .forEach(file -> variants.add(file.split("/", -1)[1]));
        return variants;
    }

    @Override
    public Document tool() throws DeclarationFailure {
        ObjectNode merged = (ObjectNode) MergePatch.apply(elsewhere(own.tool().root()), patch.root());
        return patch.with(merged.without(List.of("paths", "every", "variant")));
    }

    /** Those that it lists, and those that it has a patch for. */
    @Override
    public Map<String, String> streams() {
        Map<String, String> streams = new LinkedHashMap<>();
        SortedSet<String> known = new TreeSet<>(new Part(patch.root()).texts("streams"));
        known.retainAll(own.streams().keySet());
        known.forEach(stream -> streams.put(stream, patch.file()));
        patches().streams().forEach((stream, file) -> streams.put(stream, folder() + file));
        return streams;
    }

    @Override
    public Document stream(String stream) throws DeclarationFailure {
        String file = folder() + OwnDocuments.file(stream);
        if (!own.contents().containsKey(file)) {
            Document whole = own.stream(stream);
            return whole.with(otherwise(whole.root()));
        }
        Document over = own.document(file);
        if (!own.streams().containsKey(stream)) {
            throw new DeclarationFailure(List.of(over.problem("", "the tool has no stream " + stream)));
        }
        return over.with(MergePatch.apply(otherwise(own.stream(stream).root()), over.root()));
    }

    /** A stream of the tool as all are here. */
    private JsonNode otherwise(JsonNode stream) {
        JsonNode every = patch.root().path("every");
        return every.isMissingNode() ? elsewhere(stream) : MergePatch.apply(elsewhere(stream), every);
    }

    private OwnDocuments patches() {
        Map<String, byte[]> patches = new LinkedHashMap<>();
        own.contents().forEach((file, bytes) -> {
            if (file.startsWith(folder())) {
                patches.put(file.substring(folder().length()), bytes);
            }
        });
        return new OwnDocuments(patches);
    }

    private String folder() {
        return VARIANTS + variant + "/";
    }

    /** A document of the tool whose requests go where the variant has them. */
    private JsonNode elsewhere(JsonNode document) {
        JsonNode moved = document.deepCopy();
        new Part(patch.root()).textMap("paths").forEach((from, to) -> move(moved, from, to));
        return moved;
    }

    private static void move(JsonNode node, String from, String to) {
        for (String verb : List.of("get", "post")) {
            JsonNode path = node.path(verb);
            if (path.isTextual() && path.textValue().startsWith(from)) {
                ((ObjectNode) node).put(verb, to + path.textValue().substring(from.length()));
            }
        }
        node.forEach(part -> move(part, from, to));
    }
}
