package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README tells of streams what their declarations say. */
class StreamTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"jira", "asana", "trello", "github"})
    void theReadmeListsTheStreamsAsTheyAreDeclared(String tool) throws Exception {
        List<String> table = new StreamTable(new Declarations().read(Path.of("routes", tool))).lines();

        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme)
                .as("the table of the README, which has to be:%n%n%s%n", String.join("\n", table))
                .contains("\n\n" + String.join("\n", table) + "\n\n");
    }
}
