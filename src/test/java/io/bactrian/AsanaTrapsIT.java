package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Asana does that costs others records. A tool whose name begins with {@code without} is ours less one cure: with it the
 * records are lost.
 */
@Tag("proof")
class AsanaTrapsIT {
    private static final String TASKS = "streams/tasks.yaml";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "asana",
            tools -> tools.add("without-lost", "streams/events.yaml", "\\n +lost: .*", "")
                    .add("without-walk", TASKS, ", whole_every: 1h", "")
                    .add("without-fields", TASKS, "opt_fields: \".*\"", "opt_fields: name")
                    .add("without-only", TASKS, "(?m)^only: .*\\n", "")
                    .add("without-depth", "streams/subtasks.yaml", "and: \\[loose_tasks, subtasks], ", "")
                    .add("without-loose", "streams/loose_tasks.yaml", "(?m)^skip: .*", "skip: {/gid: []}")
                    .add("small-pages", TASKS, "limit: 100", "limit: 3")
                    .add("without-restart", TASKS, "limit: 100", "limit: 3")
                    .and("without-restart", "tool.yaml", "(?m)^ +- .*pagination token.*\\n", "")
                    .add("without-paid", "tool.yaml", "(?m)^ +- \\{status: 402.*\\n", ""));

    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(6));

    private Asana asana;
    private SyncedTool synced;

    @BeforeEach
    void takeAsana() {
        asana = side.asana();
    }

    private void start(AsanaSettings settings) {
        side.start(settings);
        takeAsana();
    }

    /** The first call for events is refused with 412, and brings the token; so is each whose token is no more good. */
    @Test
    void aRefusalThatBringsATokenIsNoFailure() {
        connect("asana");
        synced.full();
        asana.change("lose_tokens", "");

        RunReport run = synced.incremental();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void withoutTheWordForItNoEventIsEverRead() {
        connect("without-lost");

        RunReport run = synced.full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.INCOMPLETE);
    }

    /** A move to another section changes no {@code modified_at}, and an event comes at most once. */
    @Test
    void movesThatNoEventToldOfAreFoundByTheWalk() {
        assertThat(movesThatStayedUnknown("asana")).isEmpty();
    }

    @Test
    void withoutTheWalkMovesThatNoEventToldOfAreLost() {
        assertThat(movesThatStayedUnknown("without-walk")).isNotEmpty();
    }

    private List<String> movesThatStayedUnknown(String tool) {
        start(AsanaSettings.defaults().withProjects(2).withTasks(25).withLostEvery(1));
        connect(tool);
        synced.full();
        synced.incremental();
        List<String> moved = asana.gids("task").stream()
                .filter(task -> !asana.truth("task", task).path("memberships").isEmpty())
                .toList();
        moved.forEach(task -> asana.change("move_section", task));
        anHourLater();
        synced.incremental();
        return moved.stream()
                .filter(task -> !synced.texts("select status from work.items where external_id = '" + task + "'")
                        .contains(section(task)))
                .toList();
    }

    private String section(String task) {
        String gid = asana.truth("task", task).at("/memberships/0/section/gid").asText();
        return asana.truth("section", gid).path("name").asText();
    }

    /** Lists hold ids and names only, unless each field is asked for. */
    @Test
    void everyFieldIsAskedFor() {
        connect("asana");
        synced.full();

        assertThat(withCreation()).isPositive();
    }

    @Test
    void withoutAskingForThemTasksHaveNoFields() {
        connect("without-fields");
        synced.full();

        assertThat(withCreation()).isZero();
    }

    private int withCreation() {
        return synced.number("select count(*) from work.items where stream = 'tasks' and created_at is not null");
    }

    /** A task may leave its last project, and is somebody's loose task from then on. */
    @Test
    void aTaskThatLeftItsProjectIsHeldOnce() {
        assertThat(heldAfterItLeftItsProject("asana")).containsExactly("loose_tasks present", "tasks moved");
    }

    @Test
    void withoutTheWordForItATaskThatLeftItsProjectIsHeldTwice() {
        assertThat(heldAfterItLeftItsProject("without-only")).containsExactly("loose_tasks present", "tasks present");
    }

    private List<String> heldAfterItLeftItsProject(String tool) {
        String task = asana.change("create", asana.gids("project").get(0));
        while (!asana.truth("task", task).path("assignee").isObject()) {
            asana.change("assign", task);
        }
        connect(tool);
        synced.full();
        asana.change("remove_from_project", task);
        synced.full();
        return synced
                .texts("select stream || ' ' || absence from work.records where external_id = '" + task + "'")
                .stream()
                .sorted()
                .toList();
    }

    /** Subtasks are in no list of a project, at any depth. */
    @Test
    void subtasksOfSubtasksAreThere() {
        String deepest = deepest();
        connect("asana");
        synced.full();

        assertThat(synced.ids("subtasks")).contains(deepest);
    }

    @Test
    void withoutTheListsOfSubtasksThoseBelowAreMissedAndTheRunIsGreen() {
        String deepest = deepest();
        connect("without-depth");
        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.ids("subtasks")).doesNotContain(deepest);
    }

    private String deepest() {
        String task = asana.change("create", asana.gids("project").get(0));
        return asana.change("create_subtask", asana.change("create_subtask", task));
    }

    /** A task may be in no project at all. */
    @Test
    void aTaskInNoProjectIsThere() {
        String loose = asana.change("create_loose", "");
        connect("asana");
        synced.full();

        assertThat(synced.ids("loose_tasks")).contains(loose);
    }

    @Test
    void withoutTheListsOfPeopleATaskInNoProjectIsMissedAndTheRunIsGreen() {
        String loose = asana.change("create_loose", "");
        connect("without-loose");
        RunReport run = synced.full();

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(synced.texts("select stream from work.records where external_id = '" + loose + "'"))
                .isEmpty();
    }

    /** What is not paid for (402) is a gap with a name, and concerns nothing else. */
    @Test
    void whatIsNotPaidForIsAGapOfItsStream() {
        assertThat(gapsWithoutAPaidPlan("asana")).contains("permission");
    }

    @Test
    void withoutTheWordForItWhatIsNotPaidForIsAnErrorThatNobodyForesaw() {
        assertThat(gapsWithoutAPaidPlan("without-paid")).isNotEmpty().doesNotContain("permission");
    }

    private List<String> gapsWithoutAPaidPlan(String tool) {
        start(AsanaSettings.defaults().withProjects(2).withTasks(3).withPremium(false));
        connect(tool);
        return synced.full().certificate().streams().stream()
                .filter(stream ->
                        List.of("portfolios", "goals", "custom_fields").contains(stream.stream()))
                .flatMap(stream -> stream.gaps().stream())
                .map(gap -> gap.kind())
                .distinct()
                .toList();
    }

    /** The position of a next page is good for a while only, and may be refused in the middle of a list. */
    @Test
    void aListWhosePositionExpiredIsReadAgain() {
        assertThat(outcomeAfterAPositionExpired("small-pages")).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void withoutTheWordForItAListWhosePositionExpiredIsNotReadWhole() {
        assertThat(outcomeAfterAPositionExpired("without-restart")).isNotEqualTo(RunOutcome.IN_SYNC);
    }

    private RunOutcome outcomeAfterAPositionExpired(String tool) {
        connect(tool);
        AtomicBoolean isExpired = new AtomicBoolean();
        side.simulated().exchanges().listen(page -> {
            boolean goesOn =
                    page.path().equals("/api/1.0/tasks") && page.responseBody().contains("\"offset\"");
            if (goesOn && isExpired.compareAndSet(false, true)) {
                side.simulated().expirePositions();
            }
        });
        return synced.full().outcome();
    }

    private void anHourLater() {
        service.running()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update bactrian.watermarks set whole_at = whole_at - interval '2 hours' where integration_id = ?",
                        synced.integration().id()));
    }

    private void connect(String tool) {
        synced = side.connect(service.running(), tool);
    }
}
