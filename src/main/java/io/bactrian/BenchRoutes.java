package io.bactrian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The routes that a benchmark measures: ours, without the rate limits of Jira, which would be measured otherwise. */
final class BenchRoutes {
    private static final Path OURS = Path.of("routes");
    private static final Path LIMITED = Path.of("jira", "tool.yaml");
    private static final String LIMITS = "(?m)^limits:\\R(?:^ .*\\R)+";

    private BenchRoutes() {}

    static void copy(Path target) throws IOException {
        for (Path file : files()) {
            Path copy = target.resolve(OURS.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Path limited = target.resolve(LIMITED);
        String text = Files.readString(limited);
        String unlimited = text.replaceAll(LIMITS, "");
        if (unlimited.equals(text)) {
            throw new IOException(LIMITED + " holds no limits where they are looked for");
        }
        Files.writeString(limited, unlimited);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.walk(OURS)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }
}
