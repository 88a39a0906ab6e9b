package io.bactrian.tool.declaration;

import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a tool's directory declares: {@code tool.yaml}, {@code streams/*.yaml} and the patches of its variants. */
public final class Declarations {
    private static final String TOOL = OwnDocuments.TOOL;
    /** {@code variants/<variant>/streams/<stream>.yaml}. */
    private static final int DEEPEST = 4;

    private static final Pattern DECLARATION =
            Pattern.compile("(variants/[^/]+/)?(tool\\.yaml|streams/[^/.][^/]*\\.yaml)");

    private final SchemaCheck toolSchema = new SchemaCheck("tool.schema.json");
    private final SchemaCheck streamSchema = new SchemaCheck("stream.schema.json");

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
     * @param contents by path: {@code tool.yaml}, {@code streams/issues.yaml}, {@code variants/server/tool.yaml}
     */
    public Declared readSound(String name, Map<String, byte[]> contents) {
        OwnDocuments own = new OwnDocuments(contents);
        List<String> files = new ArrayList<>(List.of(TOOL));
        contents.keySet().stream().filter(file -> !file.equals(TOOL)).sorted().forEach(files::add);
        Reading ofVariants = new Reading();
        Map<String, Tool> variants = new LinkedHashMap<>();
        for (String variant : PatchedDocuments.in(contents)) {
            ofVariants.variant(name, variant, own).ifPresent(tool -> variants.put(variant, tool));
        }
        Reading reading = new Reading();
        Optional<Tool> tool = reading.tool(name, own, variants);
        // A tool that lacks one of its variants would take the accounts of that for its own.
        boolean isWhole = variants.keySet().equals(PatchedDocuments.in(contents));
        return new Declared(
                isWhole ? tool : Optional.empty(), files, reading.and(ofVariants), List.copyOf(reading.unlisted));
    }

    /** What was found wrong so far. */
    private final class Reading {
        private final List<Problem> problems = new ArrayList<>();
        private final List<Problem> unlisted = new ArrayList<>();

        /** All that is wrong, but nothing of a variant that is wrong with the tool itself. */
        private List<Problem> and(Reading ofVariants) {
            Stream<Problem> others = ofVariants.problems.stream()
                    .filter(problem -> problems.stream()
                            .noneMatch(own -> own.pointer().equals(problem.pointer())
                                    && own.message().equals(problem.message())));
            return Stream.concat(problems.stream(), others).distinct().toList();
        }

        private Optional<Tool> variant(String name, String variant, OwnDocuments own) {
            try {
                return tool(name, PatchedDocuments.of(variant, own), Map.of());
            } catch (DeclarationFailure e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        private Optional<Tool> tool(String name, Documents documents, Map<String, Tool> variants) {
            Map<String, StreamDeclaration> streams = new LinkedHashMap<>();
            documents
                    .streams()
                    .keySet()
                    .forEach(stream -> stream(stream, documents).ifPresent(read -> streams.put(stream, read)));
            try {
                Document document = sound(documents.tool(), toolSchema);
                CrossCheck check = new CrossCheck(document, documents.streams(), streams, variants.keySet());
                problems.addAll(check.problems());
                problems.addAll(check.unlisted());
                unlisted.addAll(check.unlisted());
                return Optional.of(new ToolReading(name, new Part(document.root())).tool(check.inOrder(), variants));
            } catch (DeclarationFailure e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        private Optional<StreamDeclaration> stream(String stream, Documents documents) {
            try {
                Document document = sound(documents.stream(stream), streamSchema);
                return Optional.of(new StreamReading(stream, new Part(document.root())).stream());
            } catch (DeclarationFailure e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        private static Document sound(Document document, SchemaCheck schema) throws DeclarationFailure {
            List<Problem> problems = new ArrayList<>(schema.check(document));
            problems.addAll(CrossCheck.requests(document));
            if (!problems.isEmpty()) {
                throw new DeclarationFailure(problems);
            }
            return document;
        }
    }

    /** The declarations that lie in a directory, by path below it. */
    private static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.walk(directory, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                if (DECLARATION.matcher(path).matches()) {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static String unreadable(IOException cause) {
        return "the directory cannot be read: " + cause;
    }

    private static String name(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }
}
