package io.bactrian.simulate.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The documents of GitHub as they are when somebody has just made them. */
final class Records {
    private static final String OWNER = "acme";

    private Records() {}

    static ObjectNode person(long id, String login) {
        return Json.object()
                .put("login", login)
                .put("id", id)
                .put("avatar_url", "https://avatars.example/u/" + id)
                .put("type", "User")
                .put("site_admin", false);
    }

    static ObjectNode repository(long id, String address, String name, Instant at) {
        ObjectNode repository = Json.object()
                .put("id", id)
                .put("name", name)
                .put("full_name", OWNER + "/" + name)
                .put("private", true)
                .put("html_url", "https://github.com/" + OWNER + "/" + name)
                .put("description", "What " + name + " is for")
                .put("url", address + "/repos/" + OWNER + "/" + name)
                .put("has_issues", true)
                .put("archived", false)
                .put("open_issues_count", 0);
        repository.set("owner", person(1, OWNER));
        return stamped(repository, at).put("pushed_at", at.toString());
    }

    static ObjectNode label(long id, String name) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("color", "d73a4a")
                .put("default", false);
    }

    static ObjectNode milestone(long id, int number, Instant at) {
        return stamped(Json.object().put("id", id).put("number", number), at)
                .put("title", "v" + number)
                .put("description", "The " + number + ". release")
                .put("state", "open")
                .put("due_on", at.plus(30, ChronoUnit.DAYS).toString())
                .put("closed_at", (String) null);
    }

    static ObjectNode issue(long id, String repository, long number, boolean isPull, Instant at) {
        String page = repository.replaceFirst(".*/repos/", "https://github.com/");
        ObjectNode issue = stamped(Json.object().put("id", id).put("number", number), at)
                .put("url", repository + "/issues/" + number)
                .put("html_url", page + (isPull ? "/pull/" : "/issues/") + number)
                .put("state", "open")
                .put("comments", 0)
                .put("closed_at", (String) null)
                .put("author_association", "MEMBER");
        issue.putObject("reactions").put("total_count", 0);
        if (isPull) {
            issue.put("draft", false).putObject("pull_request").put("url", repository + "/pulls/" + number);
        }
        return issue;
    }

    static ObjectNode comment(long id, String repository, long number, Instant at) {
        return stamped(Json.object().put("id", id), at)
                .put("url", repository + "/issues/comments/" + id)
                .put("issue_url", repository + "/issues/" + number)
                .put("author_association", "MEMBER");
    }

    private static ObjectNode stamped(ObjectNode record, Instant at) {
        return record.put("created_at", at.toString()).put("updated_at", at.toString());
    }
}
