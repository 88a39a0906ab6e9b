package io.bactrian.simulate.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The endpoints of the caller's account and of repositories, which are found by their id. */
final class RepositoryEndpoints {
    private static final String OF = "/repositories/{}";

    private final Github github;
    private final LinkedPages pages;

    RepositoryEndpoints(Github github, LinkedPages pages) {
        this.github = github;
        this.pages = pages;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get(
                        "/user",
                        (request, none) -> Answer.json(200, github.people().get(0)))
                .get("/user/repos", (request, none) -> pages.page(request, documents()))
                .get(OF + "/assignees", (request, id) -> pages.page(request, people(id)))
                .get(OF + "/labels", (request, id) -> pages.page(request, github.visible(id).labels))
                .get(OF + "/milestones", (request, id) -> pages.page(request, github.visible(id).milestones))
                .get(OF + "/issues", (request, id) -> pages.page(request, issues(request, id)))
                .get(OF + "/issues/comments", (request, id) -> pages.page(request, comments(request, id)))
                .get(
                        OF + "/issues/comments/{}",
                        (request, id) -> Answer.json(200, github.visible(id).comment(last(request))))
                .get(
                        OF + "/issues/{}",
                        (request, id) -> Answer.json(200, github.visible(id).issue(last(request))));
    }

    private List<ObjectNode> documents() {
        return github.repositories().stream()
                .map(repository -> repository.document)
                .toList();
    }

    private List<ObjectNode> people(String repository) {
        github.visible(repository);
        return github.people();
    }

    private List<ObjectNode> issues(Request request, String id) {
        Repository repository = github.visible(id);
        repository.requireIssues();
        String state = request.parameters().getOrDefault("state", "open");
        return chosen(request, repository.issues.values()).stream()
                .filter(issue ->
                        state.equals("all") || state.equals(issue.path("state").asText()))
                .toList();
    }

    private List<ObjectNode> comments(Request request, String id) {
        return chosen(request, github.visible(id).comments.values());
    }

    /** What was changed since the instant that the request names, that instant included, in the order it asks for. */
    private static List<ObjectNode> chosen(Request request, Collection<ObjectNode> all) {
        String order = request.parameters().getOrDefault("sort", "created") + "_at";
        boolean isAscending =
                request.parameters().getOrDefault("direction", "desc").equals("asc");
        Comparator<ObjectNode> byTime =
                Comparator.comparing(record -> record.path(order).asText());
        Instant since = instant(request.parameters().getOrDefault("since", Instant.EPOCH.toString()));
        List<ObjectNode> chosen = new ArrayList<>(all);
        chosen.removeIf(record -> instant(record.path("updated_at").asText()).isBefore(since));
        chosen.sort(isAscending ? byTime : byTime.reversed());
        return chosen;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Refusal.of(422, "Validation Failed: since is no instant");
        }
    }

    private static long last(Request request) {
        try {
            return Long.parseLong(request.path().substring(request.path().lastIndexOf('/') + 1));
        } catch (NumberFormatException noNumber) {
            throw Refusal.of(404, "Not Found");
        }
    }
}
