package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.command.ExitCode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integrations as code: declared in a file, applied, exported, and the same again. */
@Tag("proof")
class ApplyIT {
    @TempDir
    Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(5), Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private Path file(String... entries) throws IOException {
        return Files.writeString(directory.resolve("integrations.yaml"), String.join("", entries));
    }

    private String entry(String name, String more) {
        return """
                - name: %s
                  tool: jira
                  config: {baseUrl: '%s'}
                  credentials: {username: '%s', apiToken: '%s'}
                  %s
                """.formatted(
                        name,
                        running.jira().address(),
                        running.jira().settings().username(),
                        running.jira().settings().apiToken(),
                        more);
    }

    private Ran apply(String... more) {
        String[] whole = new String[more.length + 3];
        whole[0] = "apply";
        whole[1] = "-f";
        whole[2] = directory.resolve("integrations.yaml").toString();
        System.arraycopy(more, 0, whole, 3, more.length);
        return Ran.at(running.address(), whole);
    }

    private List<String> stored() {
        return running.texts("select name || ' ' || status || ' ' || (config ->> 'timeout') from bactrian.integrations"
                + " order by name");
    }

    @Test
    void whatIsDeclaredIsCreatedAndASecondTimeNothingChanges() throws IOException {
        file(entry("Acme", "syncFrequency: 900"), entry("Beta", ""));

        Ran first = apply();
        Ran second = apply();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("create +Acme")
                .containsPattern("create +Beta")
                .contains("Applied.");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).containsPattern("unchanged +Acme").contains("Nothing to change.");
        assertThat(stored()).containsExactly("Acme connected 30s", "Beta connected 30s");
    }

    @Test
    void aDryRunShowsThePlanAndDoesNothing() throws IOException {
        file(entry("Acme", ""));

        Ran ran = apply("--dry-run", "-o", "json");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(ran.json().at("/items/0/action").asText()).isEqualTo("create");
        assertThat(ran.out()).doesNotContain(running.jira().settings().apiToken());
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatDiffersIsChangedAndWhatIsLeftOutGoesBackToItsDefault() throws IOException {
        file(entry("Acme", "syncFrequency: 900").replace("{baseUrl:", "{timeout: 60s, baseUrl:"));
        apply();
        file(entry("Acme", "paused: true"));

        Ran changed = apply();
        Ran again = apply();

        assertThat(changed.exitCode()).as(changed.err()).isZero();
        assertThat(changed.out()).containsPattern("update +Acme .*config.*syncFrequency.*paused");
        assertThat(again.out()).contains("Nothing to change.");
        assertThat(stored()).containsExactly("Acme paused 30s");
    }

    @Test
    void whatIsNotDeclaredStaysUnlessItIsPruned() throws IOException {
        file(entry("Acme", ""), entry("Beta", ""));
        apply();
        file(entry("Beta", ""));

        Ran kept = apply();
        Ran pruned = apply("--prune");

        assertThat(kept.out()).contains("Nothing to change.");
        assertThat(pruned.out()).containsPattern("delete +Acme");
        assertThat(stored()).containsExactly("Beta connected 30s");
    }

    @Test
    void whatIsExportedMakesTheSameOfAnEmptyService() throws Exception {
        file(
                entry("Acme", "syncFrequency: 900"),
                entry("Acme", "projectId: p-1").replace("{baseUrl:", "{timeout: 7s, baseUrl:"));
        apply();
        Ran exported = Ran.at(running.address(), "export");
        String credentials =
                running.credentials(running.jira().settings().apiToken()).toString();

        try (RunningService other = RunningService.start(
                directory.resolve("other"), JiraSettings.defaults().withIssues(5), Map.of())) {
            file(exported.out());
            Ran applied = Ran.process(
                    Map.of(
                            "BACTRIAN_URL",
                            other.address().toString(),
                            "BACTRIAN_KEY",
                            ServiceProcess.ADMIN_KEY,
                            "CREDENTIALS_ACME",
                            credentials,
                            "CREDENTIALS_P_1_ACME",
                            credentials),
                    "apply",
                    "-f",
                    directory.resolve("integrations.yaml").toString());

            assertThat(applied.exitCode()).as(applied.err()).isZero();
            assertThat(Ran.at(other.address(), "export").out()).isEqualTo(exported.out());
        }
        assertThat(exported.out())
                .contains("${env:CREDENTIALS_ACME}", "${env:CREDENTIALS_P_1_ACME}", "timeout: 7s")
                .doesNotContain(running.jira().settings().apiToken());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: x                                               | must be a list",
                "- {name: x, tool: jira}                               | /0/config is missing",
                "- {name: x, config: {}}                               | /0/tool is missing",
                "- {name: x, tool: jira, config: {}, color: red}       | /0/color is not known",
                "- [                                                   | is not YAML",
                "- {name: x, tool: jira, config: {baseUrl: '${env:NO_SUCH_VARIABLE}'}} | NO_SUCH_VARIABLE"
            })
    void aFileThatSaysNothingSensibleIsRefusedWithThePlace(String text, String reason) throws IOException {
        file(text);

        Ran ran = apply();

        assertThat(ran.exitCode()).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(ran.err()).contains(reason).hasLineCount(2);
        assertThat(stored()).isEmpty();
    }
}
