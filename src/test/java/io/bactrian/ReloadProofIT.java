package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files are saved under a sync that never rests, one in ten of them broken: nothing is lost or doubled, no call fails, nothing
 * broken ever runs. {@code -Dreload.seeds=1,2} and {@code -Dreload.count=500} set another size.
 */
@Tag("proof")
class ReloadProofIT {
    private static final int COUNT = Integer.getInteger("reload.count", 50);
    private static final int ISSUES = 600;
    private static final int BROKEN_IN = 10;

    /** What is in flight for a call, for a page, for a walk, for a run, and not at all; and what runs go by. */
    private static final List<String> FILES = List.of(
            "jira/call.camel.yaml",
            "sync/page.camel.yaml",
            "sync/walk.camel.yaml",
            "sync/stream.camel.yaml",
            "sync/data.camel.yaml",
            "sync/census.camel.yaml",
            "sync/children.camel.yaml",
            "jira/sync.camel.yaml",
            "jira/connect.camel.yaml",
            "jira/health.camel.yaml",
            "jira/streams/issues.yaml",
            "jira/tool.yaml");

    /** The ways in which Camel's own reload loses routes, and then some. */
    private static final List<UnaryOperator<String>> BREAKING = List.of(
            text -> "",
            text -> text.substring(0, text.length() / 2) + "\n  : [",
            text -> text.replaceFirst(":", ": {"),
            text -> text + "\n- route: {id: jira-call}\n",
            text -> text + "\nunknown: 1\n",
            text -> text.replaceFirst("(?s)(steps|list|base):.*", "$1: 1\n"),
            text -> text + "\n- beans: [{name: x, type: java.lang.Runtime}]\n",
            text -> text.replaceFirst("(description|title):", "$1x:"),
            text -> "&a [*a, *a]\n",
            text -> "x".repeat(5_000_000));

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;
    private UUID run;

    static LongStream seeds() {
        return List.of(System.getProperty("reload.seeds", "1").split(",")).stream()
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void savesUnderASyncLoseNothing(long seed) throws IOException {
        try (RunningService service =
                RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of())) {
            running = service;
            integration = running.connect();
            running.jira()
                    .faults()
                    .add(Fault.of(Fault.Kind.LATENCY, Duration.ofMillis(20))
                            .on("")
                            .always());
            Random random = new Random(seed);
            for (int save = 1; save <= COUNT; save++) {
                keepSyncing();
                String file = FILES.get(random.nextInt(FILES.size()));
                if (random.nextInt(BROKEN_IN) == 0) {
                    saveBroken("seed " + seed + ", save " + save, file, random);
                } else {
                    save("seed " + seed + ", save " + save, file, anew(file, save), "live");
                }
            }
            running.jira().faults().clear();
            finished();

            RunReport last = running.sync(integration, SyncMode.FULL);

            assertThat(last.outcome()).as(last.toString()).isEqualTo(RunOutcome.IN_SYNC);
            assertThat(running.texts("select kind || ' ' || outcome from bactrian.runs where outcome <> 'in_sync'"))
                    .isEmpty();
            assertThat(running.texts("select category || ': ' || message from bactrian.failures"))
                    .isEmpty();
            StoredIssues.assertEverythingIsThereOnce(running.jdbi(), ISSUES);
            assertThat(running.number("select count(*) from bactrian.route_revisions where cause = 'file'"))
                    .isGreaterThanOrEqualTo(COUNT);
        }
    }

    private void keepSyncing() {
        if (run == null || running.operations().run(Caller.SYSTEM, run).endedAt() != null) {
            run = running.operations()
                    .syncData(Caller.SYSTEM, integration.id(), SyncMode.FULL, List.of(), Duration.ZERO)
                    .id();
        }
    }

    private void finished() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> running.operations().run(Caller.SYSTEM, run).endedAt() != null);
    }

    private void saveBroken(String which, String file, Random random) throws IOException {
        String sound = Files.readString(at(file));
        String broken = BREAKING.get(random.nextInt(BREAKING.size())).apply(sound);
        long live = live(file);

        assertThat(broken).isNotEqualTo(sound);
        save(which + ", broken", file, broken, "rejected");

        assertThat(live(file)).as(which).isEqualTo(live);
        Files.writeString(at(file), sound);
    }

    private void save(String which, String file, String text, String verdict) throws IOException {
        long before = count(file, verdict);
        Files.writeString(at(file), text);
        await(which + ": " + file)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count(file, verdict) > before);
    }

    /** A description of its own makes another route of it, a comment another declaration. */
    private String anew(String file, int save) throws IOException {
        String text = Files.readString(at(file));
        return file.endsWith(".camel.yaml")
                ? text.replaceAll("(?m)^    description: .*", "    description: Saved the " + save + "th time")
                : text.replaceAll("(?m)^# saved.*\n", "") + "# saved " + save + "\n";
    }

    private long count(String file, String verdict) {
        return running.number(
                "select count(*) from bactrian.route_revisions where verdict = '" + verdict + "' and " + named(file));
    }

    private long live(String file) {
        return running.number("select max(id) from bactrian.route_revisions where verdict = 'live' and " + named(file));
    }

    private static String named(String file) {
        String[] parts = file.split("/");
        return "tool = '" + parts[0] + "' and file = '" + parts[parts.length - 1] + "'";
    }

    private Path at(String file) {
        return directory.resolve("routes").resolve(file);
    }
}
