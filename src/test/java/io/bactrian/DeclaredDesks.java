package io.bactrian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tools that are declared in test resources and take over the flows of the generic one. */
final class DeclaredDesks {
    private static final Path DECLARATIONS = Path.of("src/test/resources/feeds");
    private static final List<String> TOOLS = List.of("tokens", "actions", "searched");

    private DeclaredDesks() {}

    /** The flows of the generic tool under other names, with declarations of their own. */
    static Path routes(Path routes) {
        copyAll(Path.of("routes"), routes);
        copyAll(DECLARATIONS, routes);
        for (String tool : TOOLS) {
            for (String flow : List.of("call", "connect", "health", "sync")) {
                String name = flow + ".camel.yaml";
                copy(Path.of("routes/generic", name), routes.resolve(tool).resolve(name), "generic", tool);
            }
        }
        return routes;
    }

    private static void copyAll(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copy(file, to.resolve(from.relativize(file)), "", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path to, String text, String by) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                String content = Files.readString(file);
                Files.writeString(to, text.isEmpty() ? content : content.replace(text, by));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
