package io.bactrian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the tool jira under other names, each without one thing that its declaration of issues says. */
final class WeakenedTools {
    private static final Path JIRA = Path.of("routes", "jira");

    private final Path routes;

    WeakenedTools(Path routes) {
        this.routes = routes;
    }

    /** Adds a tool {@code name}, whose issues are declared as ours are but for what {@code pattern} finds. */
    WeakenedTools add(String name, String pattern, String instead) throws IOException {
        try (Stream<Path> files = Files.walk(JIRA)) {
            List<Path> ours = files.filter(Files::isRegularFile).toList();
            for (Path file : ours) {
                String text = Files.readString(file);
                if (file.endsWith("issues.yaml")) {
                    text = changed(text, pattern, instead);
                } else if (file.toString().endsWith(".camel.yaml")) {
                    text = text.replace("jira-", name + "-").replace("http://jira", "http://" + name);
                }
                Path copy = routes.resolve(name).resolve(JIRA.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, text);
            }
        }
        return this;
    }

    private static String changed(String text, String pattern, String instead) {
        String changed = text.replaceAll(pattern, instead);
        if (changed.equals(text)) {
            throw new IllegalArgumentException("the declaration of issues holds nothing like " + pattern);
        }
        return changed;
    }
}
