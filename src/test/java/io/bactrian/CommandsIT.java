package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.ExitCode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a service, with one running. */
class CommandsIT {
    @TempDir
    static Path directory;

    private static RunningService running;
    private static String integration;

    @BeforeAll
    static void start() throws IOException {
        running = RunningService.start(
                directory.resolve("data"), JiraSettings.defaults().withIssues(40), Map.of());
        integration = create("Acme", "-o", "json").json().path("id").asText();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static Ran create(String name, String... more) throws IOException {
        Path credentials = directory.resolve("credentials.json");
        Files.writeString(
                credentials,
                running.credentials(running.jira().settings().apiToken()).toString());
        return run(
                "integrations create --tool jira --name " + name + " --project p1 --config {\"baseUrl\":\""
                        + running.jira().address() + "\"} --credentials @" + credentials,
                more);
    }

    private static Ran run(String line, String... more) {
        String[] words = line.split(" ");
        String[] whole = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, whole, words.length, more.length);
        return Ran.at(running.address(), whole);
    }

    @Test
    void anIntegrationIsCreatedWithACredentialFromAFile() throws IOException {
        Ran created = create("Created", "--sync-frequency", "900");

        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.out())
                .containsPattern("status +connected")
                .containsPattern("syncFrequency +900")
                .doesNotContain(running.jira().settings().apiToken());
    }

    @Test
    void whatTheServiceRefusesIsToldInTwoLinesWithItsCategory() {
        Ran ran = run("integrations create --tool jira --name Bad --config {\"baseURL\":\"x\"} --credentials @"
                + directory.resolve("credentials.json"));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err())
                .startsWith("invalid_data: ")
                .contains("/config", "Way out: ")
                .hasLineCount(2);
    }

    @Test
    void theIntegrationsAreATableOrJson() {
        Ran table = run("integrations list --project p1 --tool jira");
        Ran json = run("integrations list --project p1 -o json");

        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines().findFirst().orElse("")).startsWith("id ").contains("tool", "status");
        assertThat(table.out()).containsPattern(integration + " +jira +Acme +p1 +connected");
        assertThat(json.json().path("items").findValuesAsText("id")).contains(integration);
    }

    @Test
    void aListThatGoesOnSaysSo() throws IOException {
        create("One");
        create("Two");

        Ran ran = run("integrations list --limit 1");

        assertThat(ran.out()).hasLineCount(2);
        assertThat(ran.err()).contains("--limit");
    }

    @Test
    void oneIntegrationIsShown() {
        assertThat(run("integrations get " + integration).out()).containsPattern("name +Acme");
        assertThat(run("integrations get " + integration + " -o json")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Acme");
    }

    @Test
    void whatIsNotThereIsRefused() {
        Ran ran = run("integrations get " + UUID.randomUUID());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err()).startsWith("not_found: ");
    }

    @Test
    void aKeyThatIsNotKnownIsRefused() {
        Ran ran = Ran.command("runs", "list", "--url", running.address().toString(), "--key", "bk_none");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err())
                .startsWith("authentication: ")
                .contains("Way out: ")
                .hasLineCount(2);
    }

    @Test
    void aKeyIsReadFromAFile() throws IOException {
        Path key = Files.writeString(directory.resolve("admin.key"), ServiceProcess.ADMIN_KEY + "\n");

        Ran ran = Ran.command("runs", "list", "--url", running.address().toString(), "--key", "@" + key);

        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    @Test
    void aFollowedSyncShowsItsProgressAndItsCertificate() {
        Ran ran = run("sync " + integration + " --mode full --follow");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("Outcome: in_sync, confidence 1.0000").containsPattern("issues +presence +40");
        assertThat(ran.err()).contains("finished: ");
    }

    @Test
    void aFollowedSyncAsJsonIsJsonOnly() {
        JsonNode run = run("sync " + integration + " --streams issues --follow -o json")
                .json();

        assertThat(run.path("state").asText()).isEqualTo("finished");
        assertThat(run.path("streams").findValuesAsText("stream")).contains("issues");
    }

    @Test
    void aSyncThatFindsADifferenceEndsWithOne() throws IOException {
        String other = create("Different", "-o", "json").json().path("id").asText();
        run("sync " + other + " --follow");
        running.jdbi().useHandle(handle -> handle.execute("""
                        update work.records set hash = gen_random_uuid(),
                            raw = jsonb_set(raw::jsonb, '{fields,summary}', '"changed here"')::text
                        where stream = 'issues' and integration_id = ?::uuid""", other));

        Ran ran = run("sync " + other + " --follow");

        assertThat(ran.exitCode()).as(ran.out()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(ran.out()).startsWith("Outcome: out_of_sync");
    }

    @Test
    void aSyncThatIsNotFollowedIsOnlyStarted() {
        Ran ran = run("sync " + integration);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains(integration);
    }

    @Test
    void runsAreListedAndShown() {
        String run = run("sync " + integration + " --follow -o json")
                .json()
                .path("id")
                .asText();

        Ran list = run("runs list --kind sync --outcome in_sync --integration " + integration);
        Ran one = run("runs get " + run);

        assertThat(list.out()).containsPattern(run + " +" + integration + " +sync +finished +in_sync");
        assertThat(one.out()).contains("Outcome: in_sync");
    }

    @Test
    void aRunIsCancelled() {
        String run = run("sync " + integration + " --follow -o json")
                .json()
                .path("id")
                .asText();

        Ran ran = run("runs cancel " + run + " -o json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json().path("id").asText()).isEqualTo(run);
    }

    @Test
    void aKeyIsCreatedShownOnceAndDeleted() {
        Ran created = run("keys create --name grafana --role viewer -o json");
        String id = created.json().path("id").asText();
        String key = created.json().path("key").asText();

        Ran asViewer = Ran.command("runs", "list", "--url", running.address().toString(), "--key", key);
        Ran refused = Ran.command("keys", "list", "--url", running.address().toString(), "--key", key);
        Ran list = run("keys list");
        Ran deleted = run("keys delete " + id);
        Ran gone = Ran.command("runs", "list", "--url", running.address().toString(), "--key", key);

        assertThat(asViewer.exitCode()).as(asViewer.err()).isZero();
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).startsWith("permission: ");
        assertThat(list.out()).containsPattern(id + " +grafana").doesNotContain(key);
        assertThat(deleted.exitCode()).as(deleted.err()).isZero();
        assertThat(gone.err()).startsWith("authentication: ");
    }

    @Test
    void aFollowedValidationEndsWithItsCertificate() {
        run("sync " + integration + " --follow");

        Ran ran = run("validate " + integration + " --mode full --follow");

        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
        assertThat(ran.out()).startsWith("Outcome: in_sync").containsPattern("issues +\\w+ +40");
    }

    @Test
    void documentsThatDifferEndWithOneAndTheDifferences() throws IOException {
        Path local = Files.writeString(directory.resolve("local.json"), "{\"a\":1,\"tags\":[1,2]}");
        Path external = Files.writeString(directory.resolve("external.json"), "{\"a\":\"1\",\"tags\":[2,1]}");

        Ran ran = run("diff " + local + " " + external + " --unordered /tags");
        Ran same = run("diff " + local + " " + local + " -o json");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(ran.out())
                .startsWith("different")
                .containsPattern("/a +type")
                .doesNotContain("/tags");
        assertThat(same.exitCode()).isZero();
        assertThat(same.json().path("equal").asBoolean()).isTrue();
    }

    @Test
    void aDocumentThatIsNotJsonIsWrongUsage() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"a\":");

        Ran ran = run("diff " + broken + " " + broken);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("broken.json is not JSON").hasLineCount(2);
    }

    @Test
    void anIntegrationIsChangedPausedResumedAndDeleted() throws IOException {
        String id = create("Short", "-o", "json").json().path("id").asText();

        Ran updated = run("integrations update " + id + " --name Long --config {\"timeout\":\"9s\"} -o json");
        Ran paused = run("integrations pause " + id + " --reason holidays -o json");
        Ran resumed = run("integrations resume " + id + " -o json");
        Ran deleted = run("integrations delete " + id);

        assertThat(updated.json().path("name").asText()).as(updated.err()).isEqualTo("Long");
        assertThat(updated.json().at("/config/timeout").asText()).isEqualTo("9s");
        assertThat(paused.json().path("pauseReason").asText()).as(paused.err()).isEqualTo("holidays");
        assertThat(resumed.json().path("status").asText()).as(resumed.err()).isEqualTo("connected");
        assertThat(deleted.exitCode()).as(deleted.err()).isZero();
        assertThat(run("integrations get " + id).err()).startsWith("not_found: ");
    }

    @Test
    void aConnectionIsTestedEndedAndMadeAgain() throws IOException {
        String id = create("Twice", "-o", "json").json().path("id").asText();

        Ran tested = run("integrations test " + id);
        Ran ended = run("integrations disconnect " + id + " -o json");
        Ran again = run("integrations connect " + id + " -o json");

        assertThat(tested.exitCode()).as(tested.err()).isZero();
        assertThat(tested.out()).containsPattern("success +true");
        assertThat(ended.json().path("status").asText()).isEqualTo("disconnected");
        assertThat(again.json().path("status").asText()).as(again.err()).isEqualTo("connected");
    }
}
