package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.CensusDeclaration;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.LocalTimes;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a schema cannot say: that the parts of a tool's declarations fit each other.
 *
 * @param files of the streams, by stream
 * @param variants that are sound
 */
record CrossCheck(
        Document tool, Map<String, String> files, Map<String, StreamDeclaration> streams, Set<String> variants) {

    /** The sound streams in the order that {@code tool.yaml} lists them. */
    Map<String, StreamDeclaration> inOrder() {
        Map<String, StreamDeclaration> ordered = new LinkedHashMap<>();
        for (String name : listed()) {
            StreamDeclaration stream = streams.get(name);
            if (stream != null) {
                ordered.put(name, stream);
            }
        }
        return ordered;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        List<String> listed = listed();
        for (int index = 0; index < listed.size(); index++) {
            if (!files.containsKey(listed.get(index))) {
                problems.add(
                        tool.problem("/streams/" + index, "there is no file streams/" + listed.get(index) + ".yaml"));
            }
        }
        streams.values().forEach(stream -> problems.addAll(problems(stream, listed)));
        problems.addAll(elements());
        problems.addAll(choices());
        return problems;
    }

    /** What chooses variants chooses those there are. */
    private List<Problem> choices() {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> chosen = new Part(tool.root()).part("variant").textMap("of");
        chosen.forEach((told, variant) -> {
            if (!variants.contains(variant)) {
                problems.add(tool.problem("/variant/of/" + told, "there is no sound variants/" + variant));
            }
        });
        for (String variant : variants) {
            if (!chosen.containsValue(variant)) {
                problems.add(tool.problem("/variant", "nothing chooses variants/" + variant));
            }
        }
        return problems;
    }

    /** Only the elements of a list can be asked for one by one. */
    private List<Problem> elements() {
        List<Problem> problems = new ArrayList<>();
        JsonNode scope = tool.root().path("scope");
        scope.path("elements").fieldNames().forEachRemaining(word -> {
            if (!scope.path("properties").path(word).path("type").asText().equals("array")) {
                problems.add(tool.problem("/scope/elements/" + word, "scope in tool.yaml has no list " + word));
            }
        });
        return problems;
    }

    /** Streams that tool.yaml does not list; nothing is read of them. */
    List<Problem> unlisted() {
        List<String> listed = listed();
        return streams.keySet().stream()
                .filter(stream -> !listed.contains(stream))
                .map(stream -> new Problem(file(stream), "", "the stream is not listed under streams in tool.yaml"))
                .toList();
    }

    private List<Problem> problems(StreamDeclaration stream, List<String> listed) {
        List<Problem> problems = new ArrayList<>();
        String file = file(stream.name());
        if (stream.custom() != null && !listed.contains(stream.custom().naming().stream())) {
            problems.add(new Problem(file, "/custom/names", "there is no stream " + stream.custom().naming().stream()));
        }
        String zone = stream.cursor().zone();
        if (zone != null
                && !LocalTimes.isZone(zone)
                && !tool.root().path("probe").path("account").has(zone)) {
            problems.add(new Problem(file, "/cursor/zone", "probe.account in tool.yaml has no value " + zone));
        }
        for (String word : stream.cursor().scopeWords()) {
            if (!tool.root().path("scope").path("properties").has(word)) {
                problems.add(new Problem(file, "/cursor/conditions", "scope in tool.yaml has no word " + word));
            }
        }
        problems.addAll(told(stream, file));
        problems.addAll(slices(stream, file));
        Partitioning partitioning = stream.partitioning();
        int own = listed.indexOf(stream.name());
        for (String other : partitioning == null ? List.<String>of() : partitioning.and()) {
            if (!listed.subList(0, own + 1).contains(other)) {
                problems.add(new Problem(file, "/partition/and", "no stream " + other + " is listed before this one"));
            }
        }
        if (partitioning != null && !listed.subList(0, Math.max(0, own)).contains(partitioning.of())) {
            problems.add(new Problem(
                    file, "/partition/of", "no stream " + partitioning.of() + " is listed before this one"));
        }
        if (partitioning != null
                && partitioning.idsPerParent()
                && stream.byIds() != null
                && stream.byIds().batch() > 1) {
            problems.add(new Problem(file, "/by_ids/batch", "ids within a parent are fetched one by one"));
        }
        for (String child : stream.children().keySet()) {
            if (listed.contains(child)) {
                problems.add(new Problem(file, "/children/" + child, "a stream of this name exists already"));
            }
        }
        return problems;
    }

    /** Whoever asks for every slice alike never comes to an end. */
    private static List<Problem> slices(StreamDeclaration stream, String file) {
        List<Problem> problems = new ArrayList<>();
        if (stream.paging().slices() != null && !holdsFrom(stream, stream.list())) {
            problems.add(new Problem(file, "/paging/slices", "the request holds no {from}, nor a condition with it"));
        }
        CensusDeclaration census = stream.census();
        if (census != null && census.paging().slices() != null && !holdsFrom(stream, census.request())) {
            problems.add(
                    new Problem(file, "/census/paging/slices", "the request holds no {from}, nor a condition with it"));
        }
        return problems;
    }

    private static boolean holdsFrom(StreamDeclaration stream, RequestTemplate request) {
        Set<String> places = new HashSet<>(Templates.places(request.path() + request.query() + request.body()));
        if (places.contains("when")) {
            stream.cursor().conditions().values().forEach(condition -> places.addAll(Templates.places(condition)));
        }
        return places.contains("from");
    }

    /** What a feed tells of is fetched by id, so it has to be possible. */
    private List<Problem> told(StreamDeclaration stream, String file) {
        List<Problem> problems = new ArrayList<>();
        Set<String> told =
                stream.feed() == null ? Set.of() : stream.feed().tells().keySet();
        for (String name : told) {
            StreamDeclaration other = find(name);
            if (other == null) {
                problems.add(new Problem(file, "/feed/tells/" + name, "there is no stream " + name));
            } else if (other.partitioning() != null && other.partitioning().idsPerParent()) {
                problems.add(new Problem(
                        file, "/feed/tells/" + name, "ids of " + name + " are unique within their parent only"));
            } else if (other.byIds() == null) {
                problems.add(new Problem(
                        file,
                        "/feed/tells/" + name,
                        "the stream " + name + " cannot be fetched by id: by_ids is missing"));
            } else if (isListOfOneUntold(stream, other)) {
                problems.add(new Problem(
                        file,
                        "/feed/tells/" + name,
                        "what a record of " + name + " is listed for is not told: by_ids/parent is missing"));
            }
        }
        boolean isTold = streams.values().stream()
                .anyMatch(other -> other.feed() != null && other.feed().tells().containsKey(stream.name()));
        if (isToken(stream) && stream.paging().next() == null) {
            problems.add(
                    new Problem(file, "/paging/next", "a cursor of kind token needs to know where the token stands"));
        }
        if (stream.cursor().first() != null && stream.cursor().beginsNow() != isToken(stream)) {
            problems.add(
                    new Problem(file, "/cursor/first", "now begins a cursor of kind token, and nothing else does"));
        }
        boolean isReadWithParents =
                stream.partitioning() != null && stream.partitioning().changed();
        if (stream.cursor().kind() == CursorDeclaration.Kind.REPORTED && !isTold && !isReadWithParents) {
            problems.add(new Problem(file, "/cursor/kind", "no feed tells of the stream"));
        }
        return problems;
    }

    /** Whether each record belongs to one other, and neither the feed nor the record itself says to which. */
    private static boolean isListOfOneUntold(StreamDeclaration feed, StreamDeclaration told) {
        Partitioning lists = told.partitioning();
        return lists != null
                && !lists.shared()
                && !lists.isOfTheSame(feed.partitioning())
                && told.byIds() != null
                && told.byIds().parent() == null;
    }

    private static boolean isToken(StreamDeclaration stream) {
        return stream.cursor().kind() == CursorDeclaration.Kind.TOKEN;
    }

    /** A stream, be it embedded in another one; null when there is none. */
    private @Nullable StreamDeclaration find(String name) {
        return streams.values().stream()
                .flatMap(stream -> Stream.concat(
                        Stream.of(stream), stream.children().values().stream().map(ChildStream::record)))
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private String file(String stream) {
        return files.getOrDefault(stream, tool.file());
    }

    private List<String> listed() {
        return new Part(tool.root()).texts("streams");
    }

    /** Requests that name no verb or two, wherever a file holds a request. */
    static List<Problem> requests(Document document) {
        List<Problem> problems = new ArrayList<>();
        List<String> places =
                new ArrayList<>(List.of("/probe", "/variant", "/list", "/windows/first", "/by_ids", "/census"));
        document.root()
                .path("children")
                .fieldNames()
                .forEachRemaining(child ->
                        places.addAll(List.of("/children/" + child + "/rest", "/children/" + child + "/by_ids")));
        document.root()
                .at("/scope/elements")
                .fieldNames()
                .forEachRemaining(word -> places.add("/scope/elements/" + word));
        for (String place : places) {
            JsonNode request = document.root().at(place);
            if (!request.isMissingNode() && request.has("get") == request.has("post")) {
                problems.add(document.problem(place, "a request has either get or post"));
            }
        }
        return problems;
    }
}
