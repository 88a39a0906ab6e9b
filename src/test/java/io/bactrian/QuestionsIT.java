package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The questions of the README, asked of what the demo links, as it is before anything changes. They are asked as on the day after
 * the last change of the simulated Jira.
 */
@Tag("proof")
class QuestionsIT {
    private static final Path QUESTIONS = Path.of("questions");
    private static final String NOW = "timestamptz '2026-11-01T12:00:00Z'";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningService running;
    private static SimulatedAsana asana;
    private static SimulatedTrello trello;

    @BeforeAll
    static void sync(@TempDir Path directory) {
        AsanaSettings ofAsana = AsanaSettings.defaults().withProjects(3).withTasks(30);
        TrelloSettings ofTrello = TrelloSettings.defaults();
        asana = SimulatedAsana.start(ofAsana);
        trello = SimulatedTrello.start(ofTrello);
        running = RunningService.start(directory, JiraSettings.defaults().withBoards(2), Map.of());
        assertThat(running.sync(running.connect(), SyncMode.FULL).outcome()).isEqualTo(RunOutcome.IN_SYNC);
        sync("asana", asana, JSON.createObjectNode().put("accessToken", ofAsana.accessToken()));
        sync(
                "trello",
                trello,
                JSON.createObjectNode().put("apiKey", ofTrello.apiKey()).put("token", ofTrello.token()));
    }

    private static void sync(String tool, SimulatedTool simulated, ObjectNode credentials) {
        assertThat(SyncedTool.connect(running, tool, simulated, credentials)
                        .full()
                        .outcome())
                .as(tool)
                .isEqualTo(RunOutcome.IN_SYNC);
    }

    @AfterAll
    static void stop() {
        running.close();
        asana.close();
        trello.close();
    }

    @Test
    void theReadmeShowsTheQuestionsAndWhatTheyAnswer() throws IOException {
        List<Path> questions;
        try (Stream<Path> files = Files.list(QUESTIONS)) {
            questions = files.sorted().toList();
        }
        StringBuilder section = new StringBuilder();
        for (Path question : questions) {
            String text = Files.readString(question);
            section.append("`").append(question.toString().replace('\\', '/')).append("`: ");
            section.append(text.lines().findFirst().orElseThrow().substring(3)).append("\n\n");
            section.append("```sql\n")
                    .append(text.substring(text.indexOf('\n') + 1))
                    .append("```\n\n");
            section.append(answer(text)).append("\n");
        }

        String readme = Files.readString(Path.of("README.md"));
        assertThat(questions).hasSize(10);
        assertThat(readme)
                .as("the section of the README, which has to be:\n%s", section)
                .contains(section);
    }

    private static String answer(String question) {
        List<Map<String, Object>> rows = running.jdbi().withHandle(handle -> rows(handle, question));
        assertThat(rows).as(question).isNotEmpty();
        List<String> lines = new ArrayList<>();
        lines.add(line(List.copyOf(rows.get(0).keySet())));
        lines.add(line(rows.get(0).keySet().stream().map(name -> "---").toList()));
        rows.forEach(row -> lines.add(line(row.values().stream()
                .map(value -> value == null ? "" : value.toString())
                .toList())));
        return String.join("", lines);
    }

    private static List<Map<String, Object>> rows(Handle handle, String question) {
        return handle.createQuery(question.replace("now()", NOW)).mapToMap().list();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
