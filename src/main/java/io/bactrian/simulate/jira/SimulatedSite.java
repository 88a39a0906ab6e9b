package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The truth of a simulated site: reads and changes its issues past all endpoints. */
public final class SimulatedSite {

    private final String address;
    private final JiraSettings settings;
    private final Catalog catalog;
    private final Visibility visibility = new Visibility();
    private final HeldIssues issues;
    private final IssueChanges changes;
    private final References references;
    private final FieldChanges fields;
    private final @Nullable BenchmarkIssues benchmark;

    SimulatedSite(URI address, JiraSettings settings) {
        this.address = address.toString();
        this.settings = settings;
        this.catalog = new Catalog(address, settings);
        IssueDocuments documents = new IssueDocuments(this.address, settings, catalog);
        this.issues = new HeldIssues(settings, catalog, documents, visibility);
        this.references = new References(this.address, catalog);
        this.changes = new IssueChanges(issues, catalog, settings.seed());
        this.fields = new FieldChanges(catalog, references, changes, issues);
        this.benchmark = settings.benchmark() ? new BenchmarkIssues(settings, catalog, documents) : null;
        if (benchmark != null && settings.changedPercent() > 0) {
            benchmark.change(settings.changedPercent(), issues.now());
        }
    }

    public List<String> ids() {
        return benchmark == null
                ? issues.existing().stream()
                        .map(issue -> String.valueOf(issue.id))
                        .toList()
                : IntStream.range(0, benchmark.count())
                        .mapToObj(number -> String.valueOf(BenchmarkIssues.FIRST_ID + number))
                        .toList();
    }

    public int issueCount() {
        return benchmark == null ? issues.existing().size() : benchmark.count();
    }

    /** How many there are of each stream. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("projects", (long) catalog.projects.size());
        counts.put("users", (long) catalog.users.size());
        counts.put("statuses", (long) catalog.statuses.size());
        counts.put("fields", (long) catalog.fields.size());
        counts.put("issues", (long) issueCount());
        counts.put("comments", parts("/fields/comment/comments", Parts::comments));
        counts.put("worklogs", parts("/fields/worklog/worklogs", Parts::worklogs));
        counts.put("changes", parts("/changelog/histories", Parts::changes));
        return counts;
    }

    /** The issue as a bulkfetch of all its fields and its changelog shows it. */
    public ObjectNode truth(String id) {
        return IssueView.all().render(found(id));
    }

    /** The issue with all its comments, worklogs and changelog entries, the oldest first. */
    public ObjectNode complete(String id) {
        return found(id).deepCopy();
    }

    /** One of the small lists of the site, by its path below {@code /rest/api/3}; it changes with what is done to it. */
    public List<ObjectNode> references(String path) {
        return references.of(path);
    }

    /** From now on the account is an administrator, or is not. */
    public void administrator(boolean is) {
        references.administrator(is);
    }

    References references() {
        return references;
    }

    /** Creates an issue and returns its id. */
    public String create() {
        return String.valueOf(issues.create().id);
    }

    /** Brings in an issue of elsewhere, which was created some time ago, and returns its id. */
    public String importIssue(Instant created) {
        return String.valueOf(issues.create(created).id);
    }

    /** Gives the issue another title. */
    public void change(String id) {
        changes.change(id);
    }

    /** Moves the issue to its next status. */
    public void transition(String id) {
        changes.transition(id);
    }

    /** Moves the issue to another project, where it gets another key. */
    public void move(String id, int project) {
        changes.move(id, project);
    }

    public int projectCount() {
        return catalog.projects.size();
    }

    /** Archives a project or takes it out of the archive; while it is there, its issues are not shown. */
    public void archiveProject(int project, boolean archived) {
        visibility.archive(project, archived);
    }

    /** Takes the account's permission to browse a project, or gives it back. */
    public void hideProject(int project, boolean hidden) {
        visibility.hide(project, hidden);
    }

    /** From now on the credential counts for nothing: its calls are answered as a stranger's, with success and with less. */
    public void treatAsAnonymous(boolean anonymous) {
        visibility.anonymous(anonymous);
    }

    /** From now on these people are private: pages of people are cut out of all of them, then lose these. */
    public void withholdPeople(List<String> accountIds) {
        visibility.withhold(accountIds);
    }

    /** All people with an account, in the order in which they are listed. */
    public List<String> people() {
        return catalog.users.stream()
                .map(person -> person.path("accountId").asText())
                .toList();
    }

    /** The projects that the account sees, archived ones included. */
    public List<ObjectNode> projects() {
        return IntStream.range(0, catalog.projects.size())
                .filter(visibility::shows)
                .mapToObj(this::project)
                .toList();
    }

    private ObjectNode project(int number) {
        ObjectNode project = catalog.projects.get(number);
        return visibility.isArchived(number) ? project.deepCopy().put("archived", true) : project;
    }

    Visibility visibility() {
        return visibility;
    }

    /** The account that calls looks at the issue, which does not count as a change of it. */
    public void view(String id) {
        changes.view(id);
    }

    public void comment(String id) {
        changes.comment(id);
    }

    public void worklog(String id) {
        changes.worklog(id);
    }

    /** Takes the last worklog off the issue, if it has one. */
    public void deleteWorklog(String id) {
        changes.deleteWorklog(id);
    }

    /** Books other time on the issue's last worklog a minute ago, as feeds tell nothing younger; the issue does not show it. */
    public void editWorklogQuietly(String id) {
        issues.replay(now().minusSeconds(60), () -> changes.editWorklog(id));
    }

    /** Takes the last worklog off the issue a minute ago; the issue does not show it. */
    public void deleteWorklogQuietly(String id) {
        issues.replay(now().minusSeconds(60), () -> changes.loseWorklog(id));
    }

    /** Takes the last comment off the issue, if it has one. */
    public void deleteComment(String id) {
        changes.removeLast(id, "/fields/comment/comments");
    }

    /** Takes the first comment off the issue, so that all others move up. */
    public void deleteFirstComment(String id) {
        changes.removeFirstComment(id);
    }

    /** Takes the last file off the issue, if it has one. */
    public void deleteAttachment(String id) {
        changes.removeLast(id, "/fields/attachment");
    }

    /** Links an issue to another one, which it blocks. */
    public void link(String id, String other) {
        changes.link(id, other);
    }

    /** Takes the last link off both issues. */
    public void unlink(String id, String other) {
        changes.removeLast(id, "/fields/issuelinks");
        changes.removeLast(other, "/fields/issuelinks");
    }

    public void delete(String id) {
        issues.entry(id).deleted(issues.now());
    }

    /** Some change that people make all day; never a deletion. */
    public void changeSomething() {
        if (benchmark == null) {
            changes.something();
        } else {
            benchmark.change(100.0 / Math.max(1, benchmark.count()), issues.now());
        }
    }

    public FieldChanges fields() {
        return fields;
    }

    public Boards boards() {
        return catalog.boards;
    }

    Instant now() {
        return issues.now();
    }

    /** The change of {@link #changeSomething()} as it happened at an instant of the past. */
    void changeSomething(Instant then) {
        issues.replay(then, this::changeSomething);
    }

    /** Gives so many percent of the issues another title, evenly spread; their ids. */
    public List<String> changePercent(double percent) {
        if (benchmark != null) {
            return benchmark.change(percent, issues.now());
        }
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

    HeldIssues held() {
        return issues;
    }

    IssueSource source() {
        return benchmark == null ? issues : benchmark;
    }

    SearchIndex index() {
        return benchmark == null
                ? new Search(issues, catalog, settings, address)
                : new BenchmarkSearch(benchmark, catalog, settings, address);
    }

    private ObjectNode found(String id) {
        ObjectNode document = source().find(id);
        if (document == null) {
            throw new IllegalArgumentException("the site has no issue " + id);
        }
        return document;
    }

    private long parts(String pointer, ToIntFunction<Parts> prerendered) {
        return benchmark == null
                ? issues.existing().stream()
                        .mapToLong(issue -> issues.document(issue).at(pointer).size())
                        .sum()
                : (long) benchmark.count() * prerendered.applyAsInt(benchmark.parts());
    }
}
