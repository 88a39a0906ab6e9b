package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the comments, worklogs and changelog entries of issues. */
final class IssueChildren {

    private final String address;
    private final Catalog catalog;
    private final Stamps stamps;

    IssueChildren(String address, Catalog catalog, Stamps stamps) {
        this.address = address;
        this.catalog = catalog;
        this.stamps = stamps;
    }

    ArrayNode comments(IssueEntry issue, Instant until, int count, RandomGenerator chance) {
        ArrayNode all = Json.array();
        for (int at = 0; at < count; at++) {
            all.add(comment(issue, at, moment(issue, until, at, count), chance));
        }
        return all;
    }

    ArrayNode worklogs(IssueEntry issue, Instant until, int count, RandomGenerator chance) {
        ArrayNode all = Json.array();
        for (int at = 0; at < count; at++) {
            all.add(worklog(issue, at, moment(issue, until, at, count), chance));
        }
        return all;
    }

    ArrayNode histories(IssueEntry issue, Instant until, int count, RandomGenerator chance) {
        ArrayNode all = Json.array();
        for (int at = 0; at < count; at++) {
            ObjectNode item = chance.nextInt(3) == 0
                    ? item("summary", "Old title " + at, Prose.title(chance))
                    : move(chance.nextInt(7), chance.nextInt(7));
            all.add(history(issue, at, moment(issue, until, at, count), chance, item));
        }
        return all;
    }

    ObjectNode comment(IssueEntry issue, int index, Instant at, RandomGenerator chance) {
        String id = id(issue, index);
        ObjectNode author = catalog.person(chance.nextInt(77));
        ObjectNode comment = Json.object()
                .put("self", address + "/rest/api/3/issue/" + issue.id + "/comment/" + id)
                .put("id", id);
        comment.set("author", author);
        comment.set("body", Prose.document(chance, 1 + chance.nextInt(2)));
        comment.set("updateAuthor", author);
        return comment.put("created", stamps.of(at))
                .put("updated", stamps.of(at))
                .put("jsdPublic", true);
    }

    ObjectNode worklog(IssueEntry issue, int index, Instant at, RandomGenerator chance) {
        String id = id(issue, index);
        int hours = 1 + chance.nextInt(7);
        ObjectNode author = catalog.person(chance.nextInt(77));
        ObjectNode worklog = Json.object().put("self", address + "/rest/api/3/issue/" + issue.id + "/worklog/" + id);
        worklog.set("author", author);
        worklog.set("updateAuthor", author);
        if (chance.nextInt(6) != 0) {
            worklog.set("comment", Prose.document(chance, 1));
        }
        return worklog.put("created", stamps.of(at))
                .put("updated", stamps.of(at))
                .put("started", stamps.of(at.minus(Duration.ofHours(hours))))
                .put("timeSpent", hours + "h")
                .put("timeSpentSeconds", hours * 3600)
                .put("id", id)
                .put("issueId", String.valueOf(issue.id));
    }

    ObjectNode history(IssueEntry issue, int index, Instant at, RandomGenerator chance, ObjectNode item) {
        ObjectNode history = Json.object().put("id", id(issue, index));
        if (chance.nextInt(20) != 0) {
            history.set("author", catalog.person(chance.nextInt(77)));
        }
        history.put("created", stamps.of(at)).withArray("items").add(item);
        return history;
    }

    ObjectNode move(int from, int to) {
        ObjectNode before = catalog.statuses.get(from);
        ObjectNode after = catalog.statuses.get(to);
        return item("status", before.path("name").asText(), after.path("name").asText())
                .put("from", before.path("id").asText())
                .put("to", after.path("id").asText());
    }

    ObjectNode item(String field, String before, String after) {
        ObjectNode item =
                Json.object().put("field", field).put("fieldtype", "jira").put("fieldId", field);
        item.putNull("from").put("fromString", before).putNull("to").put("toString", after);
        return item;
    }

    ArrayNode attachments(IssueEntry issue, RandomGenerator chance) {
        ArrayNode all = Json.array();
        int count = Math.max(0, chance.nextInt(6) - 3);
        for (int at = 0; at < count; at++) {
            String id = id(issue, at);
            ObjectNode attachment = all.addObject()
                    .put("self", address + "/rest/api/3/attachment/" + id)
                    .put("id", id)
                    .put("filename", Prose.pick(List.of("log.txt", "screen shot.png", "Zahlen – März.xlsx"), chance));
            attachment.set("author", catalog.person(chance.nextInt(77)));
            attachment
                    .put("created", stamps.of(issue.created))
                    .put("size", 1 + chance.nextInt(4_000_000))
                    .put("mimeType", "application/octet-stream")
                    .put("content", address + "/rest/api/3/attachment/content/" + id);
        }
        return all;
    }

    private static Instant moment(IssueEntry issue, Instant until, int index, int count) {
        long span = Duration.between(issue.created, until).toMillis();
        return issue.created.plusMillis(span * (index + 1) / (count + 1));
    }

    /** Unique on the site as long as no issue has a thousand children of a kind. */
    private static String id(IssueEntry issue, int index) {
        return String.valueOf(issue.id * 1000 + index);
    }
}
