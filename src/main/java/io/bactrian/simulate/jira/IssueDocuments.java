package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up the whole document of an issue from seed and number, each time the same. */
final class IssueDocuments {

    static final List<String> LABELS = List.of("billing", "migration", "kunden-übersicht", "quick_win");
    private static final Duration DAY = Duration.ofDays(1);

    private final String address;
    private final long seed;
    private final Catalog catalog;
    private final Stamps stamps;
    private final IssueChildren children;

    IssueDocuments(String address, JiraSettings settings, Catalog catalog) {
        this.address = address;
        this.seed = settings.seed();
        this.catalog = catalog;
        this.stamps = new Stamps(settings.timeZone());
        this.children = new IssueChildren(address, catalog, stamps);
    }

    IssueChildren children() {
        return children;
    }

    Stamps stamps() {
        return stamps;
    }

    /** The document with all comments, worklogs and changelog entries, the oldest first. */
    ObjectNode document(IssueEntry issue, IssueEntry.Version version) {
        if (version.document() != null) {
            return version.document();
        }
        SplittableRandom chance = new SplittableRandom(seed * 1_000_003 + issue.number);
        ObjectNode document = Json.object()
                .put("expand", "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations")
                .put("id", String.valueOf(issue.id))
                .put("self", address + "/rest/api/3/issue/" + issue.id)
                .put("key", issue.key());
        ObjectNode fields = document.putObject("fields");
        text(fields, issue, chance);
        kind(fields, issue, chance);
        people(fields, chance);
        times(fields, issue, version.updated(), chance);
        relations(fields, issue, chance);
        CustomFields.fill(fields, issue, catalog, stamps, chance);
        Instant until = version.updated();
        fields.putObject("comment").set("comments", children.comments(issue, until, comments(issue, chance), chance));
        fields.putObject("worklog").set("worklogs", children.worklogs(issue, until, worklogs(issue, chance), chance));
        document.putObject("changelog")
                .set("histories", children.histories(issue, until, histories(issue, chance), chance));
        return document;
    }

    private static int comments(IssueEntry issue, SplittableRandom chance) {
        return issue.number % 97 == 13 ? 130 : issue.number % 37 == 5 ? 24 : Math.max(0, chance.nextInt(6) - 2);
    }

    private static int worklogs(IssueEntry issue, SplittableRandom chance) {
        return issue.number % 41 == 7 ? 33 : Math.max(0, chance.nextInt(5) - 2);
    }

    private static int histories(IssueEntry issue, SplittableRandom chance) {
        return issue.number % 89 == 11 ? 120 : issue.number % 43 == 9 ? 55 : 1 + chance.nextInt(5);
    }

    private void text(ObjectNode fields, IssueEntry issue, SplittableRandom chance) {
        fields.put("summary", Prose.title(chance));
        if (chance.nextInt(9) == 0) {
            fields.putNull("description");
        } else {
            fields.set("description", Prose.document(chance, 1 + chance.nextInt(4)));
        }
        fields.set("project", catalog.shortProject(issue.project()));
        ArrayNode labels = fields.putArray("labels");
        for (String label : LABELS) {
            if (chance.nextInt(4) == 0) {
                labels.add(label);
            }
        }
    }

    private void kind(ObjectNode fields, IssueEntry issue, SplittableRandom chance) {
        int type = issue.number % 12 == 1 ? 3 : subtask(issue) ? 4 : chance.nextInt(3);
        fields.set("issuetype", catalog.types.get(type));
        ObjectNode status = Prose.pick(catalog.statuses, chance);
        fields.set("status", status);
        fields.set("statusCategory", status.get("statusCategory"));
        fields.put("statuscategorychangedate", stamps.of(issue.created));
        if (chance.nextInt(12) == 0) {
            fields.putNull("priority");
        } else {
            fields.set("priority", Prose.pick(catalog.priorities, chance));
        }
    }

    private void people(ObjectNode fields, SplittableRandom chance) {
        if (chance.nextInt(4) == 0) {
            fields.putNull("assignee");
        } else {
            fields.set("assignee", catalog.person(chance.nextInt(77)));
        }
        ObjectNode creator = catalog.person(chance.nextInt(77));
        fields.set("creator", creator);
        fields.set("reporter", chance.nextInt(15) == 0 ? null : creator);
        fields.putObject("votes").put("votes", chance.nextInt(3)).put("hasVoted", false);
        fields.putObject("watches").put("watchCount", chance.nextInt(5)).put("isWatching", false);
    }

    private void times(ObjectNode fields, IssueEntry issue, Instant updated, SplittableRandom chance) {
        boolean done = "done".equals(fields.at("/status/statusCategory/key").asText());
        fields.put("created", stamps.of(issue.created)).put("updated", stamps.of(updated));
        fields.put("resolutiondate", done ? stamps.of(updated) : null);
        fields.set("resolution", done ? catalog.resolution() : null);
        LocalDate due = LocalDate.ofInstant(issue.created.plus(DAY.multipliedBy(30)), ZoneOffset.UTC);
        fields.put("duedate", chance.nextInt(3) == 0 ? due.toString() : null);
        fields.putNull("lastViewed");
        ObjectNode tracking = fields.putObject("timetracking");
        if (chance.nextInt(3) == 0) {
            tracking.put("originalEstimate", "2d")
                    .put("remainingEstimate", "1d")
                    .put("timeSpent", "1d");
            tracking.put("originalEstimateSeconds", 57_600)
                    .put("remainingEstimateSeconds", 28_800)
                    .put("timeSpentSeconds", 28_800);
        }
    }

    private void relations(ObjectNode fields, IssueEntry issue, SplittableRandom chance) {
        fields.putArray("components");
        fields.putArray("fixVersions");
        fields.putArray("versions");
        fields.putArray("subtasks");
        fields.putArray("issuelinks");
        fields.set("attachment", children.attachments(issue, chance));
        if (subtask(issue)) {
            long parent = issue.id - 1;
            fields.putObject("parent")
                    .put("id", String.valueOf(parent))
                    .put("key", HeldIssues.key(catalog, issue.number - 1))
                    .put("self", address + "/rest/api/3/issue/" + parent);
        }
    }

    private static boolean subtask(IssueEntry issue) {
        return issue.number % 6 == 4;
    }
}
