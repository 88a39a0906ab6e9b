package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drafts a tool of an OpenAPI document: a stream of each operation that lists records, of those of a parent's included. */
final class OpenApiDraft {
    private static final List<String> PROBES = List.of("/me", "/user", "/users/me", "/myself", "/self", "/account");
    private static final String STREAM = "[a-z][a-z0-9_]*";

    private final ApiDocument document;
    private final Map<String, DraftedStream> byPath = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private OpenApiDraft(ApiDocument document) {
        this.document = document;
    }

    /** The tool; empty when the document describes no list of records. */
    static Optional<DraftedTool> of(JsonNode root) {
        return new OpenApiDraft(new ApiDocument(root)).tool();
    }

    private Optional<DraftedTool> tool() {
        // Parents before their parts: a shorter path first.
        document.gets().stream()
                .sorted((one, other) -> Long.compare(steps(one), steps(other)))
                .forEach(this::draft);
        List<DraftedStream> streams = List.copyOf(byPath.values());
        return streams.isEmpty()
                ? Optional.empty()
                : Optional.of(new DraftedTool(
                        document.server(), document.authorization(), probe(streams), streams, List.copyOf(leftOut)));
    }

    private void draft(String path) {
        ListedRecords list = document.list(path).orElse(null);
        if (list == null) {
            return;
        }
        String parentPath = parentPath(path);
        DraftedStream parent = parentPath == null ? null : byPath.get(parentPath);
        if (path.contains("{") && (parent == null || parent.path().contains("{"))) {
            leftOut.add(path + ": no list of what its path holds is known");
            return;
        }
        String name = name(path);
        if (!name.matches(STREAM) || isTaken(name)) {
            leftOut.add(path + ": no name for a stream can be made of it");
            return;
        }
        byPath.put(path, stream(name, path, parent, list));
    }

    private DraftedStream stream(String name, String path, @Nullable DraftedStream parent, ListedRecords list) {
        String filled = path.replaceFirst("\\{[^}]*}", "{parent}");
        return new DraftedStream(
                name,
                filled,
                parent == null ? null : parent.name(),
                list.items(),
                list.record(),
                document.paging(path, list),
                document.since(path),
                parent == null ? document.single(path).orElse(null) : null);
    }

    /** {@code /projects} for {@code /projects/{id}/tickets}; null when the path holds anything else. */
    private static @Nullable String parentPath(String path) {
        String[] parts = path.split("/\\{[^}]*}/");
        return parts.length == 2 && !parts[1].contains("{") ? parts[0] : null;
    }

    /** The last word of the path; with the one before it where that is taken. */
    private String name(String path) {
        List<String> words = Stream.of(path.split("/"))
                .filter(step -> !step.isEmpty() && !step.startsWith("{"))
                .map(OpenApiDraft::word)
                .toList();
        String last = words.get(words.size() - 1);
        return isTaken(last) ? String.join("_", words) : last;
    }

    private boolean isTaken(String name) {
        return byPath.values().stream().anyMatch(stream -> stream.name().equals(name));
    }

    private static String word(String step) {
        return step.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    private String probe(List<DraftedStream> streams) {
        return PROBES.stream()
                .filter(document.gets()::contains)
                .findFirst()
                .orElse(streams.get(0).path());
    }

    private static long steps(String path) {
        return path.chars().filter(letter -> letter == '/').count();
    }
}
