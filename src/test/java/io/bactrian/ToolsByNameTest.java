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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tool is declared, not programmed: Java that knows one by name is rare. */
class ToolsByNameTest {
    private static final Logger LOG = LoggerFactory.getLogger(ToolsByNameTest.class);
    private static final Pattern GITHUB = Pattern.compile("(?<!com\\.)github", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @CsvSource({"Jira, jira|atlassian|\\bjql\\b|\\badf, 400", "Asana, asana, 200", "Trello, trello, 200"})
    void fewLinesOfJavaKnowAToolByName(String tool, String names, int few) throws IOException {
        List<String> knowing = knowing(Pattern.compile(names, Pattern.CASE_INSENSITIVE));

        LOG.info("{} lines of Java know {} by name, the simulator left out", knowing.size(), tool);
        assertThat(knowing).isNotEmpty().hasSizeLessThan(few);
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
