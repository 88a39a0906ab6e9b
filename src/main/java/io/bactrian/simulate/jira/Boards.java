package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The boards of a site and the sprints, all of which are on every scrum board. */
public final class Boards {
    private static final List<String> TYPES = List.of("scrum", "kanban", "simple");
    private static final int SPRINTS = 9;
    private static final long FIRST_FILTER = 10_000;

    private final String address;
    private final List<ObjectNode> projects;
    private final Stamps stamps;
    private final Map<Long, ObjectNode> boards = new ConcurrentSkipListMap<>();
    private final Map<Long, ObjectNode> sprints = new ConcurrentSkipListMap<>();

    Boards(String address, JiraSettings settings, List<ObjectNode> projects) {
        this.address = address;
        this.projects = projects;
        this.stamps = new Stamps(settings.timeZone());
        for (int number = 1; number <= settings.boards(); number++) {
            boards.put((long) number, board(number));
        }
        for (int number = 1; settings.boards() > 0 && number <= SPRINTS; number++) {
            sprints.put((long) number, sprint(number));
        }
    }

    public List<String> sprintIds() {
        return sprints.keySet().stream().map(String::valueOf).toList();
    }

    /** The truth about a sprint. */
    public ObjectNode sprint(String id) {
        return Objects.requireNonNull(sprints.get(Long.valueOf(id)), id).deepCopy();
    }

    /** Ends a sprint, which no issue tells of. */
    public void close(String sprint) {
        sprints.computeIfPresent(
                Long.valueOf(sprint),
                (id, held) -> held.deepCopy().put("state", "closed").put("completeDate", stamps.of(SeedPeriod.TO)));
    }

    public void deleteSprint(String sprint) {
        sprints.remove(Long.valueOf(sprint));
    }

    Collection<ObjectNode> all() {
        return boards.values();
    }

    @Nullable
    ObjectNode find(String id) {
        return id.matches("[0-9]{1,9}") ? boards.get(Long.valueOf(id)) : null;
    }

    /** The sprints of a board; a kanban board has none. */
    Collection<ObjectNode> sprintsOf(ObjectNode board) {
        if (!"scrum".equals(board.path("type").asText())) {
            throw new Refusal(400, "The board does not support sprints");
        }
        return sprints.values();
    }

    boolean hasSprint(String id) {
        return sprintIds().contains(id);
    }

    /** Number of the project whose issues a filter finds; -1 when there is no such filter. */
    int projectOfFilter(String filter) {
        ObjectNode board = filter.matches("[0-9]{1,9}") ? boards.get(Long.parseLong(filter) - FIRST_FILTER) : null;
        return board == null ? -1 : projectOf(board);
    }

    int projectOf(ObjectNode board) {
        return (board.path("id").asInt() - 1) % projects.size();
    }

    ObjectNode configuration(ObjectNode board, List<ObjectNode> statuses) {
        long id = board.path("id").asLong();
        ObjectNode configuration = Json.object()
                .put("id", id)
                .put("name", board.path("name").asText())
                .put("type", board.path("type").asText())
                .put("self", address + "/rest/agile/1.0/board/" + id + "/configuration");
        configuration
                .putObject("location")
                .put("type", "project")
                .put("projectKeyOrId", board.at("/location/projectKey").asText());
        String filter = String.valueOf(FIRST_FILTER + id);
        configuration.putObject("filter").put("id", filter).put("self", address + "/rest/api/2/filter/" + filter);
        ObjectNode columns = configuration.putObject("columnConfig").put("constraintType", "none");
        for (ObjectNode status : statuses) {
            ObjectNode column = columns.withArray("columns").addObject();
            column.put("name", status.path("name").asText());
            column.withArray("statuses")
                    .addObject()
                    .put("id", status.path("id").asText())
                    .put("self", status.path("self").asText());
        }
        configuration.putObject("ranking").put("rankCustomFieldId", 10_019);
        return configuration;
    }

    List<ObjectNode> quickFilters(ObjectNode board) {
        long id = board.path("id").asLong();
        return List.of(quickFilter(id, 0, "Bugs", "issuetype = Bug"), quickFilter(id, 1, "Mine", "assignee = me"));
    }

    private static ObjectNode quickFilter(long board, int position, String name, String jql) {
        return Json.object()
                .put("id", 2 * board + position)
                .put("boardId", board)
                .put("name", name)
                .put("jql", jql)
                .put("description", "")
                .put("position", position);
    }

    private ObjectNode board(int number) {
        ObjectNode project = projects.get((number - 1) % projects.size());
        ObjectNode board = Json.object()
                .put("id", number)
                .put("self", address + "/rest/agile/1.0/board/" + number)
                .put("name", project.path("name").asText() + " board")
                .put("type", TYPES.get((number - 1) % TYPES.size()));
        board.putObject("location")
                .put("projectId", project.path("id").asLong())
                .put("projectKey", project.path("key").asText())
                .put("projectName", project.path("name").asText())
                .put("displayName", project.path("name").asText())
                .put("projectTypeKey", project.path("projectTypeKey").asText())
                .put("name", project.path("name").asText());
        return board;
    }

    private ObjectNode sprint(int number) {
        Instant start = SeedPeriod.FROM.plus(Duration.ofDays(14L * number));
        ObjectNode sprint = Json.object()
                .put("id", number)
                .put("self", address + "/rest/agile/1.0/sprint/" + number)
                .put("state", number < 8 ? "closed" : number == 8 ? "active" : "future")
                .put("name", "Sprint " + number)
                .put("startDate", stamps.of(start))
                .put("endDate", stamps.of(start.plus(Duration.ofDays(14))))
                .put("originBoardId", 1)
                .put("goal", number % 2 == 0 ? "" : "Bring the caravan home");
        return number < 8 ? sprint.put("completeDate", stamps.of(start.plus(Duration.ofDays(14)))) : sprint;
    }
}
