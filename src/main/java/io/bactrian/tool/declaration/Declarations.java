package io.bactrian.tool.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.tool.Authorization;
import io.bactrian.tool.ElementProbe;
import io.bactrian.tool.Limit;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.Refusal;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a tool's directory declares: {@code tool.yaml} and {@code streams/*.yaml}. */
public final class Declarations {
    private static final String TOOL = "tool.yaml";
    private static final String YAML = ".yaml";

    private final SchemaCheck toolSchema = new SchemaCheck("tool.schema.json");
    private final SchemaCheck streamSchema = new SchemaCheck("stream.schema.json");
    private final SchemaCheck ownStreams = new SchemaCheck("own-streams.schema.json");

    /** The tool of a directory without any fault. */
    public Tool read(Path directory) throws DeclarationFailure {
        Declared declared = readSound(directory);
        if (!declared.problems().isEmpty()) {
            throw new DeclarationFailure(declared.problems());
        }
        return declared.tool().orElseThrow();
    }

    /** The tool of a directory with the streams that are sound, and what is wrong with the others. */
    public Declared readSound(Path directory) {
        try {
            return readSound(name(directory), files(directory));
        } catch (IOException e) {
            return new Declared(
                    Optional.empty(), List.of(TOOL), List.of(new Problem("", "", unreadable(e))), List.of());
        }
    }

    /**
     * The same of files that need not lie in a directory.
     *
     * @param name of the tool
     * @param contents by path: {@code tool.yaml}, {@code streams/issues.yaml}
     */
    public Declared readSound(String name, Map<String, byte[]> contents) {
        List<Problem> problems = new ArrayList<>();
        Map<String, StreamDeclaration> streams = new LinkedHashMap<>();
        List<String> files = new ArrayList<>(List.of(TOOL));
        contents.keySet().stream().filter(Declarations::isStream).sorted().forEach(files::add);
        for (String file : files.subList(1, files.size())) {
            String stream = stream(file);
            stream(stream, file, contents, problems).ifPresent(read -> streams.put(stream, read));
        }
        try {
            Document document = sound(TOOL, contents, toolSchema);
            CrossCheck check = new CrossCheck(document, files, streams);
            problems.addAll(check.problems());
            problems.addAll(check.unlisted());
            return new Declared(Optional.of(tool(name, document, check.inOrder())), files, problems, check.unlisted());
        } catch (DeclarationFailure e) {
            problems.addAll(e.problems());
            return new Declared(Optional.empty(), files, problems, List.of());
        }
    }

    private Optional<StreamDeclaration> stream(
            String stream, String file, Map<String, byte[]> contents, List<Problem> problems) {
        try {
            Document document = sound(file, contents, streamSchema);
            return Optional.of(new StreamReading(stream, new Part(document.root())).stream());
        } catch (DeclarationFailure e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static Document sound(String file, Map<String, byte[]> contents, SchemaCheck schema)
            throws DeclarationFailure {
        byte[] bytes = contents.get(file);
        if (bytes == null) {
            throw new DeclarationFailure(List.of(new Problem(file, "", "there is no such file")));
        }
        Document document = Document.read(file, bytes);
        List<Problem> problems = new ArrayList<>(schema.check(document));
        problems.addAll(CrossCheck.requests(document));
        if (!problems.isEmpty()) {
            throw new DeclarationFailure(problems);
        }
        return document;
    }

    private Tool tool(String name, Document document, Map<String, StreamDeclaration> streams) {
        Part part = new Part(document.root());
        return new Tool(
                name,
                part.text("title", name),
                config(part),
                closed(part.part("credentials")),
                part.has("scope") ? part.part("scope").node() : JsonNodeFactory.instance.objectNode(),
                part.part("scope").map("elements", Declarations::element),
                part.texts("base"),
                part.list("authorization", Declarations::authorization),
                part.list("refusals", Declarations::refusal),
                part.map("limits", Declarations::limit),
                new Probe(
                        part.part("probe").request(),
                        Paging.NONE,
                        part.part("probe").textMap("account")),
                Collections.unmodifiableMap(streams),
                part.flag("own_streams"),
                part.flag("conditional"));
    }

    /** The schema of the configuration, with that of own streams where they may be declared. */
    private ObjectNode config(Part part) {
        ObjectNode schema = closed(part.part("config"));
        if (part.flag("own_streams")) {
            JsonNode own = ownStreams.schema();
            schema.withObject("/properties").set("streams", own.at("/properties/streams"));
            schema.set("$defs", own.get("$defs"));
        }
        return schema;
    }

    /** A schema that refuses what it does not name. */
    private static ObjectNode closed(Part part) {
        ObjectNode schema = part.node().deepCopy();
        schema.put("type", "object");
        schema.path("oneOf")
                .forEach(alternative ->
                        ((ObjectNode) alternative).put("type", "object").put("additionalProperties", false));
        if (!schema.has("oneOf")) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static Authorization authorization(Part part) {
        return new Authorization(
                part.word("kind", Authorization.Kind.class, Authorization.Kind.HEADER),
                part.text("name", "Authorization"),
                part.text("value", ""),
                part.textMap("when"));
    }

    private static ElementProbe element(Part part) {
        return new ElementProbe(part.request(), part.text("count"));
    }

    private static Refusal refusal(Part part) {
        return new Refusal(
                part.text("status"),
                part.textMap("header"),
                part.text("body"),
                part.word("category", FailureCategory.class, FailureCategory.UNEXPECTED),
                part.word("scope", Scope.class, Scope.ENDPOINT),
                part.word("act", Act.class, Act.NONE));
    }

    private static Limit limit(Part part) {
        return new Limit(
                part.number("requests", 1),
                part.duration("per", Duration.ofSeconds(1)),
                part.text("path", ""),
                part.flag("per_endpoint"),
                part.text("remaining"),
                part.text("reset"));
    }

    /** The declarations that lie in a directory, by path below it. */
    private static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (Files.exists(directory.resolve(TOOL))) {
            files.put(TOOL, Files.readAllBytes(directory.resolve(TOOL)));
        }
        Path streams = directory.resolve("streams");
        if (Files.isDirectory(streams)) {
            for (String stream : names(streams)) {
                files.put("streams/" + stream, Files.readAllBytes(streams.resolve(stream)));
            }
        }
        return files;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Declarations::name)
                    .filter(name -> name.endsWith(YAML) && !name.startsWith("."))
                    .toList();
        }
    }

    private static boolean isStream(String file) {
        return file.startsWith("streams/") && file.endsWith(YAML);
    }

    private static String stream(String file) {
        return file.substring("streams/".length(), file.length() - YAML.length());
    }

    private static String unreadable(IOException cause) {
        return "the directory cannot be read: " + cause;
    }

    private static String name(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }
}
