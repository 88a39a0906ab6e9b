package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tool is declared, not programmed: Java that knows one by name is rare. */
class ToolsByNameTest {
    private static final Logger LOG = LoggerFactory.getLogger(ToolsByNameTest.class);
    private static final Pattern JIRA = Pattern.compile("jira|atlassian|\\bjql\\b|\\badf", Pattern.CASE_INSENSITIVE);
    private static final Pattern GITHUB = Pattern.compile("(?<!com\\.)github", Pattern.CASE_INSENSITIVE);
    private static final int FEW = 400;

    @Test
    void fewLinesOfJavaKnowJiraByName() throws IOException {
        List<String> knowing = knowing(JIRA);

        LOG.info("{} lines of Java know Jira by name, the simulator left out", knowing.size());
        assertThat(knowing).hasSizeLessThan(FEW);
    }

    @Test
    void noLineOfJavaKnowsGithubByName() throws IOException {
        List<String> knowing = knowing(GITHUB);

        LOG.info("{} lines of Java know GitHub by name, the simulator and its command left out", knowing.size());
        assertThat(knowing).isEmpty();
    }

    private static List<String> knowing(Pattern name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/simulate/") && !file.endsWith("SimulateCommand.java"))
                    .flatMap(ToolsByNameTest::lines)
                    .filter(line -> name.matcher(line).find())
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
