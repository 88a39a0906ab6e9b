package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.MadeAnew.Difference;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.IntegrationTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each tool lives, with syncs in between, after each of which nothing is held of what is absent; and when whatever is read whole from time to time was due once more, the copy that
 * followed it equals one that is made anew: every record of every stream and every mapped row. {@code -Dlife.operations=2000 -Dlife.seeds=20} takes 20
 * fresh seeds, {@code -Dlife.seed=S} one again, {@code -Dlife.tool=trello} one tool.
 */
@Tag("proof")
class EveryStreamLifeIT {
    private static final Logger LOG = LoggerFactory.getLogger(EveryStreamLifeIT.class);
    private static final int OPERATIONS = Integer.getInteger("life.operations", 200);
    private static final int PER_SYNC = 20;
    private static final String ONE_TOOL = System.getProperty("life.tool", "");
    private static final Map<String, LongFunction<LivingTool>> TOOLS = Map.of(
            "asana", LivingAsana::start,
            "trello", LivingTrello::start,
            "github", LivingGithub::start,
            "generic", LivingDesk::start,
            "jira", LivingJira::start,
            "jira-server", LivingJira::startServer);

    private static RunningService running;

    private UUID integration;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path routes = directory.resolve("routes");
        for (String tool : List.of("asana", "trello", "github", "jira")) {
            // How fast a tool may be asked is none of this.
            new WeakenedTools(routes, tool).add(tireless(tool), "tool.yaml", WeakenedTools.LIMITS, "");
        }
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(0), Map.of());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static String tireless(String tool) {
        return tool.equals("generic") ? tool : "tireless-" + tool;
    }

    static Stream<Arguments> lives() {
        return TOOLS.keySet().stream()
                .sorted()
                .filter(tool -> ONE_TOOL.isEmpty() || ONE_TOOL.equals(tool))
                .flatMap(tool -> seeds().mapToObj(seed -> Arguments.of(tool, seed)));
    }

    private static LongStream seeds() {
        Long one = Long.getLong("life.seed");
        Integer fresh = Integer.getInteger("life.seeds");
        return one != null ? LongStream.of(one) : fresh != null ? new Random().longs(fresh) : LongStream.of(1, 2);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void theCopyThatFollowedEqualsOneThatIsMadeAnew(String name, long seed) {
        LOG.info("-Dlife.tool={} -Dlife.seed={}", name, seed);
        Random chance = new Random(seed);
        try (LivingTool tool = TOOLS.get(name).apply(seed)) {
            integration = connect(tool);
            ended(SyncMode.FULL);
            for (int operation = 1; operation <= OPERATIONS; operation++) {
                tool.happen(chance);
                if (operation % PER_SYNC == 0) {
                    RunReport run = ended(chance.nextInt(6) == 0 ? SyncMode.FULL : SyncMode.INCREMENTAL);
                    assertThat(run.outcome())
                            .as("after %d operations: %s", operation, told(run))
                            .isNotEqualTo(RunOutcome.FAILED);
                    assertThat(orphans(tool))
                            .as("after %d operations: %s", operation, told(run))
                            .isEmpty();
                }
            }
            letTimePass();

            RunReport last = ended(SyncMode.INCREMENTAL);

            assertThat(last.outcome()).as(told(last)).isEqualTo(RunOutcome.IN_SYNC);
            assertThat(tool.shown().stream().flatMap(shown -> shown.differences(running, integration).stream()))
                    .isEmpty();
            UUID followed = integration;
            integration = connect(tool);
            ended(SyncMode.FULL);
            List<Difference> differences = new MadeAnew(running, declared(tool), followed, integration)
                    .differences().stream()
                            .filter(difference -> difference.made() != null
                                    || !tool.isUnlisted(difference.stream(), difference.externalId()))
                            .toList();
            assertThat(differences.size()).as(MadeAnew.told(differences)).isZero();
        }
    }

    private UUID connect(LivingTool tool) {
        NewIntegration wanted = new NewIntegration(
                tireless(tool.tool()),
                "Living",
                null,
                tool.config().deepCopy().put("baseUrl", tool.address().toString()),
                tool.credentials(),
                null,
                null,
                null);
        Integration connected = running.operations().connectToTool(Caller.SYSTEM, wanted, true);
        return connected.id();
    }

    /** With the streams that an integration declares itself. */
    private static Tool declared(LivingTool tool) {
        return IntegrationTool.of(running.service().tools().get(tireless(tool.tool())), tool.config(), tool.account());
    }

    /** Records that are held as present and were listed for one that is not. */
    private List<String> orphans(LivingTool tool) {
        return declared(tool).streams().values().stream()
                .filter(stream ->
                        stream.partitioning() != null && !stream.partitioning().shared())
                .flatMap(stream -> running
                        .texts("select stream || ' ' || external_id from work.records r where absence = 'present'"
                                + " and integration_id = '" + integration + "' and stream = '" + stream.name()
                                + "' and not exists (select from work.records p where p.integration_id = r.integration_id"
                                + " and p.external_id = r.parent_id and p.absence = 'present' and p.stream in ('"
                                + String.join("', '", stream.partitioning().parents()) + "'))")
                        .stream())
                .toList();
    }

    /** Whatever is read whole, or listed, from time to time is due. */
    private void letTimePass() {
        running.jdbi().useHandle(handle -> handle.execute("""
                update bactrian.watermarks set whole_at = whole_at - interval '40 days', census_at = census_at - interval '40 days'
                where integration_id = ?
                """, integration));
    }

    private RunReport ended(SyncMode mode) {
        return AcceptedRun.ended(running, integration, mode);
    }

    /** What it proved to differ, and what it did not look at. */
    private static String told(RunReport run) {
        List<String> streams = run.certificate() == null
                ? List.of()
                : run.certificate().streams().stream()
                        .filter(stream -> !stream.gaps().isEmpty()
                                || stream.differing().values().stream().anyMatch(count -> count > 0))
                        .map(stream -> stream.stream() + " " + stream.differing() + " " + stream.gaps())
                        .toList();
        return run.failure() + " " + streams
                + running.texts("select stream || ' ' || external_id || ' ' || kind || ' ' || coalesce(pointer, '')"
                        + " from bactrian.inconsistencies where run_id = '" + run.id() + "'");
    }
}
