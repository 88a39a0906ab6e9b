package io.bactrian.simulate.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository and what is in it; issues and pull requests are numbered together. */
final class Repository {
    final ObjectNode document;
    final List<ObjectNode> labels = new ArrayList<>();
    final List<ObjectNode> milestones = new ArrayList<>();
    final Map<Long, ObjectNode> issues = new TreeMap<>();
    final Map<Long, ObjectNode> comments = new TreeMap<>();
    /** Numbers that were transferred, and the address of what became of them. */
    final Map<Long, String> transferred = new HashMap<>();

    boolean isHidden;
    private long lastNumber;

    Repository(ObjectNode document) {
        this.document = document;
    }

    String id() {
        return document.path("id").asText();
    }

    String address() {
        return document.path("url").asText();
    }

    long nextNumber() {
        return ++lastNumber;
    }

    /** The issue of a number; what was deleted or moved away is refused as GitHub refuses it. */
    ObjectNode issue(long number) {
        ObjectNode issue = issues.get(number);
        if (issue != null) {
            return issue;
        }
        if (transferred.containsKey(number)) {
            throw Refusal.moved(transferred.get(number));
        }
        throw number >= 1 && number <= lastNumber
                ? Refusal.of(410, "This issue was deleted")
                : Refusal.of(404, "Not Found");
    }

    void requireIssues() {
        if (!document.path("has_issues").asBoolean()) {
            throw Refusal.of(410, "Issues are disabled for this repo");
        }
    }

    ObjectNode comment(long id) {
        ObjectNode comment = comments.get(id);
        if (comment == null) {
            throw Refusal.of(404, "Not Found");
        }
        return comment;
    }
}
