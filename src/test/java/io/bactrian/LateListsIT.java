package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that are found while those of the same stream are read, and stand before those that were: each is read, and once. */
@Tag("proof")
class LateListsIT extends WithRunningService {
    /** As text, each stands before the one above it. */
    private static final long[] GIDS = {
        900_000_000_000L, 1_200_000_000_500_051L, 1_150_000_000_000_000L, 1_100_000_000_000_000L
    };

    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(1).withTasks(2));

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Asana asana;
    private String project;

    @BeforeEach
    void takeAsana() {
        side.simulated().exchanges().listen(page -> asked.add(page.path()));
        asana = side.asana();
        project = asana.gids("project").get(0);
    }

    @Test
    void aListIsReadWhereverItsRecordStands() {
        List<String> chain = chain();
        SyncedTool synced = side.connect(running, "asana");

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("subtasks")).containsAll(chain.subList(1, chain.size()));
        assertThat(chain.subList(0, 3))
                .allSatisfy(record -> assertThat(timesListed(record)).isEqualTo(1));
    }

    /** What was read before says nothing of what has come since. */
    @Test
    void aListThatWasReadBeforeARunRestedForDaysIsReadAgain() {
        side.start(AsanaSettings.defaults().withProjects(1).withTasks(3).withLostEvery(1));
        asana = side.asana();
        SyncedTool synced = side.connect(running, "asana");
        List<String> tasks = asana.gids("task").stream().sorted().limit(3).toList();
        tasks.forEach(task -> asana.change("create_subtask", task));
        synced.full();
        tasks.forEach(task -> asana.change("create_subtask", task));
        tasks.forEach(task -> asana.change("rename", task));
        side.whenAsked("/tasks/" + tasks.get(1) + "/subtasks", 1, () -> synced.pause(true));
        UUID run = synced.begin(SyncMode.INCREMENTAL);
        synced.rests(run);
        String late = asana.change("create_subtask", tasks.get(0));
        synced.letDaysPass(run);

        synced.pause(false);

        RunReport report = synced.ended(run);
        assertThat(synced.ids("subtasks")).as(report.toString()).contains(late);
    }

    @Test
    void aRunThatWasInterruptedGoesOnAmongThem() {
        List<String> chain = chain();
        SyncedTool synced = side.connect(running, "asana");
        side.simulated()
                .faults()
                .add(Fault.rateLimit("3", null).on(listOf(chain.get(2))).times(1));

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(run.timeline()).extracting(step -> step.step()).contains("resumed");
        assertThat(synced.ids("subtasks")).containsAll(chain.subList(1, chain.size()));
        assertThat(chain.subList(0, 2))
                .allSatisfy(record -> assertThat(timesListed(record)).isEqualTo(1));
    }

    @Test
    void aListThatIsRefusedIsAskedForOnceAndNamed() {
        List<String> chain = chain();
        SyncedTool synced = side.connect(running, "asana");
        side.simulated().faults().add(Fault.status(403).on(listOf(chain.get(1))).always());

        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(timesListed(chain.get(1))).isEqualTo(1);
    }

    @Test
    void theSecondReadingReadsThemAsWell() {
        String task = create(GIDS[0]);
        asana.change("create_subtask", task);
        String other = asana.change("create_subtask", task);
        SyncedTool synced = side.connect(running, "asana");
        synced.full();
        asana.change("delete", other);
        List<String> late = new ArrayList<>();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        side.simulated().exchanges().listen(page -> {
            if (page.path().endsWith(listOf(task)) && isFirst.compareAndSet(true, false)) {
                late.addAll(below(task, 1));
            }
        });

        synced.full();

        assertThat(late).hasSize(3);
        assertThat(synced.ids("subtasks")).containsAll(late);
    }

    private List<String> chain() {
        String task = create(GIDS[0]);
        List<String> chain = new ArrayList<>(List.of(task));
        chain.addAll(below(task, 1));
        return chain;
    }

    private List<String> below(String task, int level) {
        List<String> chain = new ArrayList<>();
        String parent = task;
        for (int at = level; at < GIDS.length; at++) {
            asana.countFrom(GIDS[at]);
            parent = asana.change("create_subtask", parent);
            chain.add(parent);
        }
        return chain;
    }

    private String create(long gid) {
        asana.countFrom(gid);
        return asana.change("create", project);
    }

    private static String listOf(String record) {
        return "/tasks/" + record + "/subtasks";
    }

    private long timesListed(String record) {
        return asked.stream().filter(path -> path.endsWith(listOf(record))).count();
    }
}
