package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What people do to issues. */
final class IssueChanges {

    private final HeldIssues issues;
    private final Catalog catalog;
    private final SplittableRandom chance;

    IssueChanges(HeldIssues issues, Catalog catalog, long seed) {
        this.issues = issues;
        this.catalog = catalog;
        this.chance = new SplittableRandom(seed + 1);
    }

    void change(String id) {
        changed(id, (issue, document) -> {
            ObjectNode fields = (ObjectNode) document.path("fields");
            String title = Prose.title(chance) + " (" + chance.nextInt(10_000) + ")";
            String before = fields.path("summary").asText();
            fields.put("summary", title);
            history(issue, document, children().item("summary", before, title));
        });
    }

    void transition(String id) {
        changed(id, (issue, document) -> {
            ObjectNode fields = (ObjectNode) document.path("fields");
            int from = catalog.statuses.indexOf(fields.path("status"));
            int to = (from + 1) % catalog.statuses.size();
            ObjectNode status = catalog.statuses.get(to);
            boolean done = "done".equals(status.at("/statusCategory/key").asText());
            fields.set("status", status);
            fields.set("statusCategory", status.get("statusCategory"));
            fields.put("resolutiondate", done ? stamps().of(issues.now()) : null);
            fields.set("resolution", done ? catalog.resolution() : null);
            history(issue, document, children().move(from, to));
        });
    }

    /** Moves the issue to another project, where it gets another key. */
    void move(String id, int project) {
        changed(id, (issue, document) -> {
            String before = issue.key();
            String after = catalog.projects.get(project).path("key").asText() + "-" + issue.number;
            issue.moved(project, after);
            document.put("key", after);
            ((ObjectNode) document.path("fields")).set("project", catalog.shortProject(project));
            history(issue, document, children().item("Key", before, after));
        });
    }

    void comment(String id) {
        changed(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at("/fields/comment/comments");
            all.add(children().comment(issue, next(all), issues.now(), chance));
        });
    }

    void worklog(String id) {
        changed(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            all.add(children().worklog(issue, next(all), issues.now(), chance));
        });
    }

    void deleteWorklog(String id) {
        changed(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            if (!all.isEmpty()) {
                issues.deletedWorklogs()
                        .put(all.remove(all.size() - 1).path("id").asLong(), issues.now());
            }
        });
    }

    /** Books other time on the last worklog of the issue, which does not show it. */
    void editWorklog(String id) {
        quietly(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            ObjectNode last = (ObjectNode) all.get(all.size() - 1);
            last.put("timeSpentSeconds", last.path("timeSpentSeconds").asInt() + 60);
            last.put("updated", stamps().of(issues.now()));
        });
    }

    /** Takes the last worklog off the issue, which does not show it. */
    void loseWorklog(String id) {
        quietly(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            issues.deletedWorklogs().put(all.remove(all.size() - 1).path("id").asLong(), issues.now());
        });
    }

    private synchronized void quietly(String id, BiConsumer<IssueEntry, ObjectNode> change) {
        IssueEntry issue = issues.entry(id);
        ObjectNode document = issues.document(issue).deepCopy();
        change.accept(issue, document);
        issue.changed(new IssueEntry.Version(issue.latest().updated(), document, issues.now()));
    }

    /** Takes the first comment off the issue, so that all others move up. */
    void removeFirstComment(String id) {
        changed(id, (issue, document) -> ((ArrayNode) document.at("/fields/comment/comments")).remove(0));
    }

    /** Takes the last of some children off the issue, if it has one. */
    void removeLast(String id, String pointer) {
        changed(id, (issue, document) -> {
            ArrayNode all = (ArrayNode) document.at(pointer);
            if (!all.isEmpty()) {
                all.remove(all.size() - 1);
            }
        });
    }

    void fill(String id, String field, JsonNode value) {
        changed(id, (issue, document) -> ((ObjectNode) document.path("fields")).set(field, value));
    }

    /** The issue has nothing in a field any more, and does not say that it was updated. */
    void forget(String id, String field) {
        quietly(id, fields -> fields.remove(field));
    }

    /** The account that calls looks at the issue. */
    void view(String id) {
        quietly(id, fields -> fields.put("lastViewed", stamps().of(issues.now())));
    }

    private synchronized void quietly(String id, Consumer<ObjectNode> change) {
        IssueEntry issue = issues.entry(id);
        ObjectNode document = issues.document(issue).deepCopy();
        change.accept((ObjectNode) document.path("fields"));
        issue.changed(new IssueEntry.Version(issue.latest().updated(), document, issues.now()));
    }

    /** Links one issue to another; each of them shows the other. No issue is linked to itself, or to another one twice. */
    void link(String id, String other) {
        String link = String.valueOf(issues.entry(id).id * 1000 + issues.entry(other).id % 1000);
        if (id.equals(other) || isLinked(id, link)) {
            return;
        }
        changed(id, (issue, document) -> link(document, link, "outwardIssue", other));
        changed(other, (issue, document) -> link(document, link, "inwardIssue", id));
    }

    private boolean isLinked(String id, String link) {
        return issues.document(issues.entry(id))
                .at("/fields/issuelinks")
                .findValuesAsText("id")
                .contains(link);
    }

    private void link(ObjectNode document, String link, String side, String other) {
        ObjectNode shown =
                document.withObject("/fields").withArray("issuelinks").addObject();
        String address = document.path("self").asText().replaceFirst("/issue/.*", "");
        shown.put("id", link).put("self", address + "/issueLink/" + link);
        shown.putObject("type")
                .put("id", "10000")
                .put("name", "Blocks")
                .put("inward", "is blocked by")
                .put("outward", "blocks")
                .put("self", address + "/issueLinkType/10000");
        shown.putObject(side)
                .put("id", other)
                .put("key", issues.entry(other).key())
                .put("self", address + "/issue/" + other);
    }

    /** Some change that people make all day; never a deletion. */
    synchronized void something() {
        List<IssueEntry> all = List.copyOf(issues.existing());
        int what = all.isEmpty() ? 0 : chance.nextInt(10);
        if (what == 0) {
            issues.create();
            return;
        }
        String id = String.valueOf(all.get(chance.nextInt(all.size())).id);
        if (what < 4) {
            change(id);
        } else if (what < 6) {
            comment(id);
        } else if (what < 8) {
            worklog(id);
        } else {
            transition(id);
        }
    }

    private synchronized void changed(String id, BiConsumer<IssueEntry, ObjectNode> change) {
        IssueEntry issue = issues.entry(id);
        ObjectNode document = issues.document(issue).deepCopy();
        change.accept(issue, document);
        Instant now = issues.now();
        ((ObjectNode) document.path("fields")).put("updated", stamps().of(now));
        issue.changed(new IssueEntry.Version(now, document, now));
    }

    private void history(IssueEntry issue, ObjectNode document, ObjectNode item) {
        ArrayNode all = (ArrayNode) document.at("/changelog/histories");
        all.add(children().history(issue, next(all), issues.now(), chance, item));
    }

    private IssueChildren children() {
        return issues.documents().children();
    }

    private Stamps stamps() {
        return issues.documents().stamps();
    }

    private static int next(ArrayNode children) {
        return children.isEmpty()
                ? 0
                : 1 + (int) (children.get(children.size() - 1).path("id").asLong() % 1000);
    }
}
