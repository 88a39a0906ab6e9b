package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.Paging;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our schemas describe every key, and every declaration fits schema, database and the vendor's own document. */
final class DeclarationSchemaTest {
    /** What Jira's document says otherwise, and why we do not follow it. */
    private static final Map<String, String> OF_JIRA = Map.of(
            "priorities: no such operation: GET /rest/api/3/priority/search",
            "Both lists of priorities are marked deprecated, and no other one is named.");

    private static final Path ROUTES = Path.of("routes");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern TABLE =
            Pattern.compile("create (?:unlogged )?table work\\.(\\w+)\\s*\\((.*?)\\n\\s*\\)", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\s*\"?([a-z_]+)\"?\\s+[a-z]");
    private static final Set<String> KEPT_BY_US =
            Set.of("integration_id", "stream", "external_id", "synced_at", "deleted_at", "primary", "constraint");

    static Stream<Path> toolDirectories() throws IOException {
        try (Stream<Path> directories = Files.list(ROUTES)) {
            return directories.filter(path -> Files.exists(path.resolve("tool.yaml"))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("toolDirectories")
    void everyDeclarationIsSound(Path directory) {
        Declared declared = new Declarations().readSound(directory);

        assertThat(declared.problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("toolDirectories")
    void everyFileOfAToolIsKnown(Path directory) throws IOException {
        List<String> declared = new Declarations().readSound(directory).files();

        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> directory.relativize(file).toString()))
                    .allMatch(file -> declared.contains(file) || file.endsWith(".camel.yaml"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool.schema.json",
                "variant.schema.json",
                "stream.schema.json",
                "own-streams.schema.json",
                "flow.schema.json"
            })
    void everyKeyIsDescribed(String file) throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Path.of("src/main/resources/schema", file).toFile());

        assertThat(undescribed(schema, schema, "")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("toolDirectories")
    void everyMappedColumnExists(Path directory) throws IOException, DeclarationFailure {
        Map<String, Set<String>> tables = tables();
        assumeThat(tables).as("tables of the schema work, from the migrations").isNotEmpty();

        assertThat(streams(new Declarations().read(directory)))
                .filteredOn(stream -> stream.entity() != null)
                .allSatisfy(stream -> assertThat(tables.get(stream.entity()))
                        .as(stream.name())
                        .containsAll(stream.fields().keySet()));
    }

    @Test
    void everyRequestOfJiraIsInItsOwnDocument() throws IOException, DeclarationFailure {
        Optional<OpenApi> found = OpenApi.find("jira", "swagger-v3.v3.json");
        assumeThat(found)
                .as("the vendor's document, below -Dspecs= or ../shared/specs")
                .isPresent();
        OpenApi document = found.orElseThrow()
                .and(OpenApi.find("jira-software", "software-swagger.v3.json").orElseThrow());
        Tool jira = new Declarations().read(ROUTES.resolve("jira"));

        List<String> unknown = new ArrayList<>(document.unknown(
                jira.probe().request(),
                Set.of(),
                Set.of(),
                Set.copyOf(jira.probe().account().values())));
        jira.streams().values().forEach(stream -> unknown.addAll(unknown(document, stream)));

        assertThat(unknown).containsExactlyInAnyOrderElementsOf(OF_JIRA.keySet());
    }

    @Test
    void whatTheDocumentDoesNotKnowIsNamed() throws IOException {
        Optional<OpenApi> found = OpenApi.find("jira", "swagger-v3.v3.json");
        assumeThat(found)
                .as("the vendor's document, below -Dspecs= or ../shared/specs")
                .isPresent();
        RequestTemplate search =
                new RequestTemplate(RequestTemplate.Method.GET, "/rest/api/3/search/jql", Map.of(), null);

        List<String> unknown =
                found.orElseThrow().unknown(search, Set.of("startAt"), Set.of(), Set.of("/issues/*/nothing"));

        assertThat(unknown).containsExactly("parameter startAt", "in the answer /issues/*/nothing");
    }

    private static List<String> unknown(OpenApi document, StreamDeclaration stream) {
        List<String> unknown = new ArrayList<>();
        String record = stream.items() + (stream.single() ? "" : "/*");
        Set<String> pointers = new TreeSet<>(Set.of(record + stream.id()));
        stream.fields().values().stream()
                .flatMap(field -> field.pointers().stream())
                .forEach(pointer -> pointers.add(record + pointer));
        unknown.addAll(unknown(document, stream.list(), stream.paging(), pointers));
        if (stream.windows() != null) {
            unknown.addAll(unknown(document, stream.windows().first(), null, Set.of()));
        }
        if (stream.byIds() != null) {
            unknown.addAll(unknown(
                    document,
                    stream.byIds().request(),
                    null,
                    Set.of(stream.byIds().items() + (stream.byIds().batch() == 1 ? "" : "/*") + stream.id())));
        }
        if (stream.census() != null) {
            String id = stream.census().items() + "/*" + stream.census().id();
            unknown.addAll(
                    unknown(document, stream.census().request(), stream.census().paging(), Set.of(id)));
        }
        stream.children().values().forEach(child -> unknown.addAll(unknown(document, child)));
        return unknown.stream().map(text -> stream.name() + ": " + text).toList();
    }

    private static List<String> unknown(OpenApi document, ChildStream child) {
        ChildStream.Rest rest = child.rest();
        if (rest == null) {
            return List.of();
        }
        String element = rest.items() + "/*";
        String record = rest.children() == null ? element : element + rest.children() + "/*";
        Set<String> pointers = new TreeSet<>(Set.of(record + child.record().id()));
        Optional.ofNullable(rest.parent()).ifPresent(parent -> pointers.add(element + parent));
        child.record().fields().values().stream()
                .flatMap(field -> field.pointers().stream())
                .forEach(pointer -> pointers.add(record + pointer));
        return unknown(document, rest.request(), rest.paging(), pointers);
    }

    private static List<String> unknown(
            OpenApi document, RequestTemplate request, Paging paging, Set<String> answerPointers) {
        Set<String> sent = paging == null
                ? Set.of()
                : Stream.of(paging.send(), paging.size())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Set<String> parameters = new TreeSet<>(request.query().keySet());
        sent.stream().filter(name -> !name.startsWith("/")).forEach(parameters::add);
        Set<String> body = new TreeSet<>();
        sent.stream().filter(name -> name.startsWith("/")).forEach(body::add);
        if (request.body() != null) {
            request.body().fieldNames().forEachRemaining(name -> body.add("/" + name));
        }
        Set<String> answer = new TreeSet<>(answerPointers);
        if (paging != null) {
            Stream.of(paging.next(), paging.total(), paging.end())
                    .filter(Objects::nonNull)
                    .forEach(answer::add);
        }
        return document.unknown(request, parameters, body, answer);
    }

    private static List<StreamDeclaration> streams(Tool tool) {
        return tool.streams().values().stream()
                .flatMap(stream -> Stream.concat(
                        Stream.of(stream), stream.children().values().stream().map(ChildStream::record)))
                .toList();
    }

    private static List<String> undescribed(JsonNode root, JsonNode node, String at) {
        List<String> undescribed = new ArrayList<>();
        node.path("properties").properties().forEach(key -> {
            String place = at + "/properties/" + key.getKey();
            if (!isDescribed(root, key.getValue())) {
                undescribed.add(place);
            }
            undescribed.addAll(undescribed(root, key.getValue(), place));
        });
        node.properties().stream()
                .filter(part -> !Set.of("properties", "if").contains(part.getKey()))
                .forEach(part -> undescribed.addAll(undescribed(root, part.getValue(), at + "/" + part.getKey())));
        return undescribed;
    }

    private static boolean isDescribed(JsonNode root, JsonNode key) {
        JsonNode target =
                root.at(JsonPointer.compile(key.path("$ref").asText("#").substring(1)));
        boolean isReferred =
                key.has("$ref") && !target.path("description").asText().isBlank();
        return isReferred || !key.path("description").asText().isBlank();
    }

    private static Map<String, Set<String>> tables() throws IOException {
        Map<String, Set<String>> tables = new TreeMap<>();
        if (!Files.isDirectory(MIGRATIONS)) {
            return tables;
        }
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                Matcher table = TABLE.matcher(Files.readString(file));
                while (table.find()) {
                    Set<String> columns = COLUMN.matcher(table.group(2))
                            .results()
                            .map(column -> column.group(1))
                            .filter(column -> !KEPT_BY_US.contains(column))
                            .collect(Collectors.toSet());
                    tables.put(table.group(1), columns);
                }
            }
        }
        return tables;
    }
}
