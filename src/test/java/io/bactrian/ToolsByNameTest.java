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
    private static final int FEW = 400;

    @Test
    void fewLinesOfJavaKnowJiraByName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> knowing = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/simulate/"))
                    .flatMap(ToolsByNameTest::lines)
                    .filter(line -> JIRA.matcher(line).find())
                    .toList();

            LOG.info("{} lines of Java know Jira by name, the simulator left out", knowing.size());
            assertThat(knowing).hasSizeLessThan(FEW);
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
