package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The issues of a site; those that never changed are made up anew for each look. */
final class HeldIssues implements IssueSource {

    private static final long FIRST_ID = 10_000;

    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable Instant replayed;
    private final JiraSettings settings;
    private final Catalog catalog;
    private final IssueDocuments documents;
    private final Visibility visibility;
    private final Map<Long, IssueEntry> issues = new ConcurrentSkipListMap<>();
    private final Map<Long, Instant> deletedWorklogs = new ConcurrentSkipListMap<>();
    private int made;

    HeldIssues(JiraSettings settings, Catalog catalog, IssueDocuments documents, Visibility visibility) {
        this.settings = settings;
        this.catalog = catalog;
        this.documents = documents;
        this.visibility = visibility;
        int count = settings.benchmark() ? 0 : settings.issues();
        for (int at = 0; at < count; at++) {
            seed(at, count);
        }
    }

    static String key(Catalog catalog, int number) {
        return catalog.projects.get(projectOf(number)).path("key").asText() + "-" + number;
    }

    IssueEntry create() {
        return create(now());
    }

    /** @param created when it says that it was; it comes now */
    synchronized IssueEntry create(Instant created) {
        Instant now = now();
        int number = ++made;
        IssueEntry issue = entry(number, created, now);
        issue.indexedFrom(now);
        issues.put(issue.id, issue);
        return issue;
    }

    Instant now() {
        Instant then = replayed;
        return then == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : then;
    }

    /** Lets a change happen at an instant of the past, as it did then. */
    synchronized void replay(Instant then, Runnable change) {
        replayed = then;
        try {
            change.run();
        } finally {
            replayed = null;
        }
    }

    IssueDocuments documents() {
        return documents;
    }

    Map<Long, Instant> deletedWorklogs() {
        return deletedWorklogs;
    }

    Collection<IssueEntry> existing() {
        return issues.values().stream()
                .filter(issue -> issue.exists() && visibility.showsIssuesOf(issue.project()))
                .toList();
    }

    /** All that search may know, deleted issues within the lag included. */
    Collection<IssueEntry> known() {
        return issues.values().stream()
                .filter(issue -> visibility.showsIssuesOf(issue.project()))
                .toList();
    }

    IssueEntry.@Nullable Version indexed(IssueEntry issue) {
        return issue.indexed(now(), settings.indexLag());
    }

    IssueEntry entry(String id) {
        IssueEntry issue = search(id);
        if (issue == null) {
            throw new IllegalArgumentException("the site has no issue " + id);
        }
        return issue;
    }

    @Override
    public @Nullable ObjectNode find(String idOrKey) {
        IssueEntry issue = search(idOrKey);
        return issue == null ? null : document(issue);
    }

    ObjectNode document(IssueEntry issue) {
        return documents.document(issue, issue.latest());
    }

    private @Nullable IssueEntry search(String idOrKey) {
        // The number of a key is that of its issue, in whatever project.
        String digits = idOrKey.substring(idOrKey.indexOf('-') + 1);
        if (!digits.matches("[0-9]{1,17}")) {
            return null;
        }
        boolean byId = digits.equals(idOrKey);
        IssueEntry issue = issues.get(Long.parseLong(digits) + (byId ? 0 : FIRST_ID));
        return issue != null
                        && issue.exists()
                        && visibility.showsIssuesOf(issue.project())
                        && (byId || issue.key().equals(idOrKey))
                ? issue
                : null;
    }

    private void seed(int at, int count) {
        int number = ++made;
        SplittableRandom own = new SplittableRandom(settings.seed() * 31 + number);
        long step = SeedPeriod.LENGTH.toMillis() / count;
        Instant created = SeedPeriod.FROM.plusMillis(at * step + own.nextLong(Math.max(1, step)));
        Instant updated = created.plusMillis(
                own.nextLong(Duration.between(created, SeedPeriod.TO).toMillis() + 1));
        IssueEntry issue = entry(number, created, updated);
        issues.put(issue.id, issue);
    }

    private IssueEntry entry(int number, Instant created, Instant updated) {
        IssueEntry.Version first = new IssueEntry.Version(updated, null, updated);
        return new IssueEntry(number, FIRST_ID + number, projectOf(number), key(catalog, number), created, first);
    }

    private static int projectOf(int number) {
        return number % 3 == 0 ? 0 : number % 7;
    }
}
