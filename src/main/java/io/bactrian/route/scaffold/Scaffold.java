package io.bactrian.route.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the directory of a new tool of an OpenAPI document or of one answer; what is guessed is there to be edited. */
public final class Scaffold {
    private static final String NAME = "[a-z][a-z0-9-]{0,39}";
    private static final List<String> FLOWS = List.of("call", "connect", "health", "sync");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final Path routes;
    private final String tool;

    public Scaffold(Path routes, String tool) {
        this.routes = routes;
        this.tool = tool;
    }

    /**
     * What was made.
     *
     * @param leftOut what the source describes and no stream was made of, each with the reason
     */
    public record Made(Path directory, List<String> files, List<String> leftOut) {}

    /** Makes all of it or nothing; a directory that is there already is left as it is. */
    public Made from(Path source) throws ToolFailure {
        requireNew();
        DraftedTool drafted = drafted(source);
        Map<String, String> files = files(drafted, source.getFileName().toString());
        try {
            write(files);
        } catch (IOException e) {
            throw refused(routes.resolve(tool) + " cannot be written: " + e.getMessage());
        }
        return new Made(routes.resolve(tool), List.copyOf(files.keySet()), drafted.leftOut());
    }

    private void requireNew() throws ToolFailure {
        if (!tool.matches(NAME)) {
            throw refused("a tool is named by small letters, digits and hyphens, a letter first: not " + tool);
        }
        if (!Files.isDirectory(routes)) {
            throw refused("the directory " + routes + " does not exist");
        }
        if (Files.exists(routes.resolve(tool))) {
            throw refused(routes.resolve(tool) + " is there already and is left as it is");
        }
    }

    private static DraftedTool drafted(Path source) throws ToolFailure {
        JsonNode root = read(source);
        boolean isDescription = root.has("openapi");
        if (!isDescription && root.has("swagger")) {
            throw refused(source + " is of OpenAPI 2, which is not read; convert it to 3");
        }
        Optional<DraftedTool> drafted = isDescription ? OpenApiDraft.of(root) : SampleDraft.of(stream(source), root);
        return drafted.orElseThrow(() -> refused(source
                + (isDescription ? " describes no operation that lists records" : " holds no array of records")));
    }

    private static JsonNode read(Path source) throws ToolFailure {
        try {
            // JSON is YAML, too.
            return YAML.readTree(Files.readAllBytes(source));
        } catch (IOException e) {
            throw refused(source + " cannot be read as JSON or YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String stream(Path source) throws ToolFailure {
        String name =
                source.getFileName().toString().replaceFirst("\\.[^.]*$", "").replace('-', '_');
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw refused(
                    "a sample is named like its stream, in small letters: tickets.json, not " + source.getFileName());
        }
        return name;
    }

    private Map<String, String> files(DraftedTool drafted, String source) {
        String title = title();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tool.yaml", yaml(drafted.declaration(title), "base, authorization, limits and probe", source));
        drafted.streams()
                .forEach(stream -> files.put(
                        "streams/" + stream.name() + ".yaml",
                        yaml(stream.declaration(), "id, changed and paging", source)));
        FLOWS.forEach(flow -> files.put(flow + ".camel.yaml", flow(flow, title)));
        return files;
    }

    private String title() {
        String words = tool.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String yaml(JsonNode declaration, String what, String source) {
        try {
            return "# Guessed from " + source + "; look at " + what + ".\n" + YAML.writeValueAsString(declaration);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree cannot be written", impossible);
        }
    }

    private String flow(String flow, String title) {
        try (InputStream draft = Scaffold.class.getResourceAsStream("/scaffold/" + flow + ".camel.yaml")) {
            return new String(draft.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{tool}", tool)
                    .replace("{title}", title);
        } catch (IOException e) {
            throw new UncheckedIOException("a draft of a flow cannot be read", e);
        }
    }

    /** Beside the directory first, so that a service that watches it never sees a half of the tool. */
    private void write(Map<String, String> files) throws IOException {
        Path beside =
                Files.createTempDirectory(routes.toAbsolutePath().normalize().getParent(), ".new-" + tool);
        Path draft = beside.resolve(tool);
        Files.createDirectories(draft.resolve("streams"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(draft.resolve(file.getKey()), file.getValue());
        }
        Files.move(draft, routes.resolve(tool));
        Files.delete(beside);
    }

    private static ToolFailure refused(String why) {
        return ToolFailure.of(FailureCategory.CONFIGURATION, why);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
