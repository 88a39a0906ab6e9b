package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @Test
    void theReadmeNamesTheStreamsThatADataCenterLacks() throws Exception {
        Tool jira = new Declarations().read(Path.of("routes", "jira"));
        Tool server = jira.of(Map.of("deploymentType", "Server"));
        List<String> lacking = jira.streams().keySet().stream()
                .filter(stream -> !server.streams().containsKey(stream))
                .map(stream -> "`" + stream + "`")
                .toList();

        String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");

        assertThat(readme)
                .contains("A Data Center has no lists, or none that is whole, of " + String.join(", ", lacking) + ".");
    }
}
