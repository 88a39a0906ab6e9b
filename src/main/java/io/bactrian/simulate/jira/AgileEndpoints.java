package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The endpoints of boards and sprints. */
final class AgileEndpoints {
    private static final int PAGE = 50;
    private static final String BOARD = "/rest/agile/1.0/board";

    private final SimulatedSite site;

    AgileEndpoints(SimulatedSite site) {
        this.site = site;
    }

    void register(Endpoints endpoints) {
        Catalog catalog = site.catalog();
        Boards boards = catalog.boards;
        endpoints
                .get(BOARD, (request, none) -> page(boards.all(), request))
                .get(BOARD + "/{}", (request, id) -> IssueEndpoints.json(board(id)))
                .get("/rest/agile/1.0/sprint/{}", (request, id) -> sprint(boards, id))
                .get(
                        BOARD + "/{}/configuration",
                        (request, id) -> IssueEndpoints.json(boards.configuration(board(id), catalog.statuses)))
                .get(BOARD + "/{}/sprint", (request, id) -> page(boards.sprintsOf(board(id)), request))
                .get(BOARD + "/{}/quickfilter", (request, id) -> page(boards.quickFilters(board(id)), request))
                .get(BOARD + "/{}/issue", (request, id) -> shown(board(id), request))
                .get(BOARD + "/{}/epic", (request, id) -> page(epics(boards.projectOf(board(id))), request));
    }

    private ObjectNode board(String id) {
        ObjectNode board = site.catalog().boards.find(id);
        if (board == null) {
            throw new Refusal(
                    404,
                    "The requested board cannot be viewed because it either does not exist or you do not"
                            + " have permission to view it.");
        }
        return board;
    }

    private static Answer sprint(Boards boards, String id) {
        if (!boards.hasSprint(id)) {
            throw new Refusal(404, "Sprint does not exist.");
        }
        return IssueEndpoints.json(boards.sprint(id));
    }

    /** Pages say whether they are the last, and not how many there are in all. */
    private static Answer page(Collection<ObjectNode> all, Request request) {
        ObjectNode page = Pages.withLast(Pages.counted(List.copyOf(all), request, "values", PAGE, PAGE), "values");
        page.remove("total");
        return IssueEndpoints.json(page);
    }

    /** Those that the board shows, by their ids: a kanban board has a filter more, which hides what is resolved. */
    private Answer shown(ObjectNode board, Request request) {
        boolean kanban = "kanban".equals(board.path("type").asText());
        List<ObjectNode> shown = issuesOf(site.catalog().boards.projectOf(board))
                .filter(issue -> !kanban || !issue.at("/fields/resolution").isObject())
                .map(issue -> Json.object().put("id", issue.path("id").asText()))
                .toList();
        return IssueEndpoints.json(Pages.counted(shown, request, "issues", PAGE, PAGE));
    }

    private Stream<ObjectNode> issuesOf(int project) {
        HeldIssues issues = site.held();
        return issues.existing().stream()
                .filter(issue -> issue.project() == project)
                .map(issues::document);
    }

    private List<ObjectNode> epics(int project) {
        return issuesOf(project)
                .filter(issue ->
                        "Epic".equals(issue.at("/fields/issuetype/name").asText()))
                .map(AgileEndpoints::epic)
                .toList();
    }

    private static ObjectNode epic(JsonNode issue) {
        ObjectNode epic = Json.object()
                .put("id", issue.path("id").asLong())
                .put("key", issue.path("key").asText())
                .put("self", issue.path("self").asText().replaceFirst("/api/3/issue/", "/agile/1.0/epic/"))
                .put("name", issue.at("/fields/customfield_10011").asText(""))
                .put("summary", issue.at("/fields/summary").asText());
        epic.putObject("color").put("key", "color_4");
        return epic.put("done", issue.at("/fields/resolution").isObject());
    }
}
