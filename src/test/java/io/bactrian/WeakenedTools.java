package io.bactrian;

import io.bactrian.tool.declaration.DeclarationFailure;
import io.bactrian.tool.declaration.Declarations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of a tool of ours under other names, each without one thing that one of its files says. */
final class WeakenedTools {
    /** Of a {@code tool.yaml}: how fast the tool may be asked. */
    static final String LIMITS = "(?m)^limits:\\R(?:^ .*\\R)+";

    private static final String VARIANT = "(?m)^variant: .*\\R";

    private final Path routes;
    private final String tool;
    private final boolean hasVariants;

    WeakenedTools(Path routes, String tool) {
        this(routes, tool, true);
    }

    private WeakenedTools(Path routes, String tool, boolean hasVariants) {
        this.routes = routes;
        this.tool = tool;
        this.hasVariants = hasVariants;
    }

    /** The same without variants, which may stand on what is taken out. */
    WeakenedTools withoutVariants() {
        return new WeakenedTools(routes, tool, false);
    }

    /** Adds a tool {@code name} like ours but for what {@code pattern} finds in {@code weakened}, such as {@code streams/issues.yaml}. */
    WeakenedTools add(String name, String weakened, String pattern, String instead) throws IOException {
        Path ours = Path.of("routes", tool);
        for (Path file : filesIn(ours)) {
            if (!hasVariants && file.startsWith(ours.resolve("variants"))) {
                continue;
            }
            String text = Files.readString(file);
            if (file.equals(ours.resolve(weakened))) {
                text = changed(text, pattern, instead);
            }
            if (!hasVariants && file.equals(ours.resolve("tool.yaml"))) {
                text = text.replaceAll(VARIANT, "");
            }
            if (file.toString().endsWith(".camel.yaml")) {
                text = text.replace(tool + "-", name + "-").replace("http://" + tool, "http://" + name);
            }
            Path copy = routes.resolve(name).resolve(ours.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, text);
        }
        return sound(name);
    }

    /** Takes one thing more out of the tool that was added under a name. */
    WeakenedTools and(String name, String weakened, String pattern, String instead) throws IOException {
        Path file = routes.resolve(name).resolve(weakened);
        Files.writeString(file, changed(Files.readString(file), pattern, instead));
        return sound(name);
    }

    /** What is broken shows nothing of a cure. */
    private WeakenedTools sound(String name) throws IOException {
        try {
            new Declarations().read(routes.resolve(name));
            return this;
        } catch (DeclarationFailure e) {
            throw new IllegalArgumentException(name + " is not weaker but broken", e);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String changed(String text, String pattern, String instead) {
        String changed = text.replaceAll(pattern, instead);
        if (changed.equals(text)) {
            throw new IllegalArgumentException("the file holds nothing like " + pattern);
        }
        return changed;
    }
}
