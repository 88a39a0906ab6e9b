package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The truth of a simulated site: reads and changes its issues past all endpoints. */
public final class SimulatedSite {

    static final Instant FIRST = Instant.parse("2024-01-02T06:00:00Z");
    static final Instant LAST = Instant.parse("2026-11-01T00:00:00Z");

    private final Clock clock = Clock.systemUTC();
    private final JiraSettings settings;
    private final SplittableRandom chance;
    private final Catalog catalog;
    private final IssueDocuments documents;
    private final Map<Long, IssueEntry> issues = new ConcurrentSkipListMap<>();
    private final Map<Long, Instant> deletedWorklogs = new ConcurrentSkipListMap<>();
    private int made;

    SimulatedSite(URI address, JiraSettings settings) {
        this.settings = settings;
        this.chance = new SplittableRandom(settings.seed() + 1);
        this.catalog = new Catalog(address, settings);
        this.documents = new IssueDocuments(address.toString(), settings, catalog);
        int count = settings.benchmark() ? 0 : settings.issues();
        for (int at = 0; at < count; at++) {
            seed(at, count);
        }
    }

    public List<String> ids() {
        return existing().stream().map(issue -> String.valueOf(issue.id)).toList();
    }

    public int issueCount() {
        return existing().size();
    }

    /** How many there are of each stream. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("projects", (long) catalog.projects.size());
        counts.put("users", (long) catalog.users.size());
        counts.put("statuses", (long) catalog.statuses.size());
        counts.put("fields", (long) FieldCatalog.all().size());
        counts.put("issues", (long) issueCount());
        counts.put("comments", children("/fields/comment/comments"));
        counts.put("worklogs", children("/fields/worklog/worklogs"));
        counts.put("changes", children("/changelog/histories"));
        return counts;
    }

    /** The issue as a bulkfetch of all its fields and its changelog shows it. */
    public ObjectNode truth(String id) {
        return IssueView.all().render(document(entry(id)));
    }

    /** The issue with all its comments, worklogs and changelog entries, the oldest first. */
    public ObjectNode complete(String id) {
        return document(entry(id)).deepCopy();
    }

    public synchronized String create() {
        Instant now = now();
        int number = ++made;
        IssueEntry issue = new IssueEntry(
                number, projectOf(number), key(catalog, number), now, new IssueEntry.Version(now, null, now));
        issue.indexedFrom(now);
        issues.put(issue.id, issue);
        return String.valueOf(issue.id);
    }

    /** Gives the issue another title. */
    public void change(String id) {
        changed(id, document -> {
            ObjectNode fields = (ObjectNode) document.path("fields");
            String title = Prose.title(chance) + " (" + chance.nextInt(10_000) + ")";
            String before = fields.path("summary").asText();
            fields.put("summary", title);
            history(id, document, documents.children().item("summary", before, title));
        });
    }

    /** Moves the issue to its next status. */
    public void transition(String id) {
        changed(id, document -> {
            ObjectNode fields = (ObjectNode) document.path("fields");
            int from = catalog.statuses.indexOf(fields.path("status"));
            int to = (from + 1) % catalog.statuses.size();
            ObjectNode status = catalog.statuses.get(to);
            boolean done = "done".equals(status.at("/statusCategory/key").asText());
            fields.set("status", status);
            fields.set("statusCategory", status.get("statusCategory"));
            fields.put("resolutiondate", done ? documents.stamps().of(now()) : null);
            fields.set("resolution", done ? Json.object().put("id", "10000").put("name", "Done") : null);
            history(id, document, documents.children().move(from, to));
        });
    }

    public void comment(String id) {
        changed(id, document -> {
            ArrayNode all = (ArrayNode) document.at("/fields/comment/comments");
            all.add(documents.children().comment(entry(id), next(all), now(), chance));
        });
    }

    public void worklog(String id) {
        changed(id, document -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            all.add(documents.children().worklog(entry(id), next(all), now(), chance));
        });
    }

    /** Takes the last worklog off the issue, if it has one. */
    public void deleteWorklog(String id) {
        changed(id, document -> {
            ArrayNode all = (ArrayNode) document.at("/fields/worklog/worklogs");
            if (!all.isEmpty()) {
                deletedWorklogs.put(all.remove(all.size() - 1).path("id").asLong(), now());
            }
        });
    }

    public void delete(String id) {
        entry(id).deleted(now());
    }

    /** Some change that people make all day; never a deletion. */
    public synchronized void changeSomething() {
        List<IssueEntry> all = List.copyOf(existing());
        int what = all.isEmpty() ? 0 : chance.nextInt(10);
        if (what == 0) {
            create();
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

    /** Gives so many percent of the issues another title, evenly spread; their ids. */
    public List<String> changePercent(double percent) {
        List<String> all = ids();
        long wanted = Math.min(all.size(), Math.round(all.size() * percent / 100));
        List<String> chosen = LongStream.range(0, wanted)
                .mapToObj(at -> all.get((int) (at * all.size() / wanted)))
                .toList();
        chosen.forEach(this::change);
        return chosen;
    }

    Catalog catalog() {
        return catalog;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Map<Long, Instant> deletedWorklogs() {
        return deletedWorklogs;
    }

    Collection<IssueEntry> existing() {
        return issues.values().stream().filter(IssueEntry::exists).toList();
    }

    /** All that search may know, deleted issues within the lag included. */
    Collection<IssueEntry> known() {
        return issues.values();
    }

    IssueEntry.@Nullable Version indexed(IssueEntry issue) {
        return issue.indexed(now(), settings.indexLag());
    }

    /** The issue of an id or key, or null when there is none. */
    @Nullable
    IssueEntry find(String idOrKey) {
        if (idOrKey.matches("[0-9]{1,18}")) {
            IssueEntry issue = issues.get(Long.valueOf(idOrKey));
            return issue != null && issue.exists() ? issue : null;
        }
        return existing().stream()
                .filter(issue -> issue.key.equals(idOrKey))
                .findFirst()
                .orElse(null);
    }

    ObjectNode document(IssueEntry issue) {
        return documents.document(issue, issue.latest());
    }

    ObjectNode document(IssueEntry issue, IssueEntry.Version version) {
        return documents.document(issue, version);
    }

    static String key(Catalog catalog, int number) {
        return catalog.projects.get(projectOf(number)).path("key").asText() + "-" + number;
    }

    private static int projectOf(int number) {
        return number % 3 == 0 ? 0 : number % 7;
    }

    private void seed(int at, int count) {
        int number = ++made;
        SplittableRandom own = new SplittableRandom(settings.seed() * 31 + number);
        long step = Duration.between(FIRST, LAST).toMillis() / count;
        Instant created = FIRST.plusMillis(at * step + own.nextLong(Math.max(1, step)));
        Instant updated =
                created.plusMillis(own.nextLong(Duration.between(created, LAST).toMillis() + 1));
        IssueEntry.Version first = new IssueEntry.Version(updated, null, updated);
        IssueEntry issue = new IssueEntry(number, projectOf(number), key(catalog, number), created, first);
        issues.put(issue.id, issue);
    }

    private synchronized void changed(String id, Consumer<ObjectNode> change) {
        IssueEntry issue = entry(id);
        Instant now = now();
        ObjectNode document = document(issue).deepCopy();
        change.accept(document);
        document.withObject("/fields").put("updated", documents.stamps().of(now));
        issue.changed(new IssueEntry.Version(now, document, now));
    }

    private void history(String id, ObjectNode document, ObjectNode item) {
        ArrayNode all = (ArrayNode) document.at("/changelog/histories");
        all.add(documents.children().history(entry(id), next(all), now(), chance, item));
    }

    private static int next(ArrayNode children) {
        return children.isEmpty()
                ? 0
                : 1 + (int) (children.get(children.size() - 1).path("id").asLong() % 1000);
    }

    private long children(String pointer) {
        return existing().stream()
                .mapToLong(issue -> document(issue).at(pointer).size())
                .sum();
    }

    private IssueEntry entry(String id) {
        IssueEntry issue = find(id);
        if (issue == null) {
            throw new IllegalArgumentException("the site has no issue " + id);
        }
        return issue;
    }
}
