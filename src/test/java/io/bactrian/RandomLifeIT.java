package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedSite;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A site lives: issues are created, changed, deleted and moved, projects archived and hidden, the credential turns into a
 * stranger's and back, with syncs in between. After each sync that ended well every field is equal and each absence typed
 * right. {@code -Dlife.operations=2000 -Dlife.seeds=20} takes 20 fresh seeds, {@code -Dlife.seed=S} one again.
 */
@Tag("proof")
class RandomLifeIT {
    private static final Logger LOG = LoggerFactory.getLogger(RandomLifeIT.class);
    private static final int ISSUES = 150;
    private static final int OPERATIONS = Integer.getInteger("life.operations", 200);
    private static final int PER_SYNC = 12;

    @TempDir
    Path directory;

    private RunningService running;
    private Integration integration;
    private SimulatedSite site;
    private SiteCopy copy;
    private Random random;
    private final Set<Integer> archived = new HashSet<>();
    private final Set<Integer> hidden = new HashSet<>();
    /** Each issue that was ever stored, and what it has to be. */
    private final Map<String, String> states = new HashMap<>();

    static LongStream seeds() {
        Long one = Long.getLong("life.seed");
        Integer fresh = Integer.getInteger("life.seeds");
        return one != null ? LongStream.of(one) : fresh != null ? new Random().longs(fresh) : LongStream.of(1, 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensThereIsKnownHere(long seed) {
        LOG.info("life.seed={}", seed);
        random = new Random(seed);
        RunningService service = RunningService.start(
                directory, JiraSettings.defaults().withIssues(ISSUES).withSeed(seed), Map.of());
        running = service;
        try (service) {
            site = running.jira().site();
            integration = running.connect();
            copy = new SiteCopy(running.jdbi(), integration.id(), site);
            sync(SyncMode.FULL);
            for (int operation = 1; operation <= OPERATIONS; operation++) {
                happen();
                if (operation % PER_SYNC == 0) {
                    if (random.nextInt(6) == 0) {
                        syncAsStranger();
                    }
                    sync(random.nextInt(6) == 0 ? SyncMode.FULL : SyncMode.INCREMENTAL);
                }
            }
            sync(SyncMode.FULL);
        }
    }

    private void happen() {
        List<String> ids = site.ids();
        if (ids.isEmpty()) {
            site.create();
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(16)) {
            case 0, 1 -> site.create();
            case 2, 3, 4 -> site.change(id);
            case 5, 6 -> site.transition(id);
            case 7, 8 -> site.comment(id);
            case 9 -> site.worklog(id);
            case 10, 11 -> site.delete(id);
            case 12, 13 -> site.move(id, random.nextInt(site.projectCount()));
            case 14 -> toggle(archived, site::archiveProject);
            default -> toggle(hidden, site::hideProject);
        }
    }

    /** A project goes into the set or comes out of it. */
    private void toggle(Set<Integer> projects, BiConsumer<Integer, Boolean> change) {
        int project = random.nextInt(site.projectCount());
        boolean isIn = projects.remove(project) || !projects.add(project);
        change.accept(project, !isIn);
    }

    /** Nothing is stored as absent because a stranger is shown less. */
    private void syncAsStranger() {
        Map<String, String> before = copy.absences();
        site.treatAsAnonymous(true);
        RunReport report = ended(SyncMode.INCREMENTAL);
        site.treatAsAnonymous(false);
        running.operations().connectIntegration(Caller.SYSTEM, integration.id());

        assertThat(report.outcome()).as(report.toString()).isNotEqualTo(RunOutcome.IN_SYNC);
        // Not equal: what comes back meanwhile may be found.
        assertThat(before).containsAllEntriesOf(copy.absences());
    }

    private void sync(SyncMode mode) {
        RunReport report = ended(mode);
        // What is listed by the hour only has no listing since the last change, which is said.
        assertThat(report.outcome())
                .as(report.toString())
                .isIn(
                        mode == SyncMode.FULL
                                ? EnumSet.of(RunOutcome.IN_SYNC)
                                : EnumSet.of(RunOutcome.IN_SYNC, RunOutcome.UNVERIFIED));
        follow();
        copy.assertEqual();
        Map<String, String> absent = new HashMap<>(states);
        absent.values().removeIf("present"::equals);
        assertThat(copy.absences()).isEqualTo(absent);
    }

    /** What the tool shows is present; of what it shows no more, its project tells what can be known. */
    private void follow() {
        Set<String> shown = new HashSet<>(site.ids());
        states.replaceAll(
                (id, state) -> shown.contains(id) ? "present" : state.equals("gone") ? "gone" : absence(id, state));
        shown.forEach(id -> states.put(id, "present"));
    }

    /** While its project is hidden nothing more is learnt of an absent issue. */
    private String absence(String id, String before) {
        int project = storedProject(id);
        if (hidden.contains(project)) {
            return before.equals("present") ? "access_lost" : before;
        }
        return archived.contains(project) ? "archived" : "gone";
    }

    /** Number of the project that the issue was in when it was last read. */
    private int storedProject(String id) {
        return running.number("select project_ids[1]::int - 10000 from work.items where integration_id = '"
                + integration.id() + "' and stream = 'issues' and external_id = '" + id + "'");
    }

    private RunReport ended(SyncMode mode) {
        return AcceptedRun.ended(running, integration.id(), mode);
    }
}
