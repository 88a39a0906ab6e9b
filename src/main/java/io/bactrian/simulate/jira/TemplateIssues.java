package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the templates of a benchmark's issues: as varied as real ones, 6.2 KB each on average without children. */
final class TemplateIssues {

    static final int COUNT = 20;
    private static final int BYTES = 6_280;
    private static final Instant CREATED = Instant.parse("2001-01-01T01:01:01.111Z");
    private static final Instant UPDATED = Instant.parse("2001-03-03T03:03:03.333Z");

    private final JiraSettings settings;
    private final Catalog catalog;
    private final IssueDocuments documents;

    TemplateIssues(JiraSettings settings, Catalog catalog, IssueDocuments documents) {
        this.settings = settings;
        this.catalog = catalog;
        this.documents = documents;
    }

    List<IssueTemplate> make() {
        Stamps stamps = documents.stamps();
        List<ObjectNode> issues = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            issues.add(document(number));
        }
        pad(issues);
        settleChildren(issues);
        return issues.stream()
                .map(issue -> new IssueTemplate(
                        Json.bytes(IssueView.all().render(issue)), stamps.of(CREATED), stamps.of(UPDATED)))
                .toList();
    }

    private ObjectNode document(int number) {
        // Numbers 6 apart: none of them is a sub-task, whose parent would have to exist.
        IssueEntry issue = entry(number * 6 + 2);
        ObjectNode document = documents.document(issue, issue.latest());
        ObjectNode fields = (ObjectNode) document.path("fields");
        fields.put("summary", fields.path("summary").asText() + " " + IssueTemplate.VERSION);
        fields.put("duedate", number % 3 == 0 ? "2026-12-24" : null);
        return document;
    }

    private IssueEntry entry(int number) {
        int project = number / 6 % catalog.projects.size();
        String key = catalog.projects.get(project).path("key").asText() + "-" + IssueTemplate.ID;
        IssueEntry.Version version = new IssueEntry.Version(UPDATED, null, UPDATED);
        return new IssueEntry(number, IssueTemplate.ID, project, key, CREATED, version);
    }

    /** Children come after the padding, so that each child adds to the size. */
    private void settleChildren(List<ObjectNode> issues) {
        for (int number = 0; number < COUNT; number++) {
            children(issues.get(number), entry(number * 6 + 2), settings.parts());
        }
    }

    private void children(ObjectNode document, IssueEntry issue, Parts parts) {
        SplittableRandom chance = new SplittableRandom(settings.seed() + issue.number);
        IssueChildren children = documents.children();
        ObjectNode fields = (ObjectNode) document.path("fields");
        fields.withObject("/comment").set("comments", children.comments(issue, CREATED, parts.comments(), chance));
        fields.withObject("/worklog").set("worklogs", children.worklogs(issue, CREATED, parts.worklogs(), chance));
        document.withObject("/changelog").set("histories", children.histories(issue, CREATED, parts.changes(), chance));
    }

    private void pad(List<ObjectNode> issues) {
        SplittableRandom chance = new SplittableRandom(settings.seed());
        for (int number = 0; number < COUNT; number++) {
            ObjectNode issue = issues.get(number);
            children(issue, entry(number * 6 + 2), Parts.each(0));
            int wanted = BYTES + (number - COUNT / 2) * 120 + 60;
            ObjectNode fields = (ObjectNode) issue.path("fields");
            ObjectNode description = Prose.document(chance, 1);
            fields.set("description", description);
            while (Json.bytes(IssueView.all().render(issue)).length + 180 < wanted) {
                ((ArrayNode) description.path("content")).addAll((ArrayNode)
                        Prose.document(Prose.sentence(chance)).path("content"));
            }
        }
    }
}
