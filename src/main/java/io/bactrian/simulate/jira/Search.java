package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the index page by page. */
final class Search implements SearchIndex {

    static final int PAGE = 100;
    static final int PAGE_OF_IDS = 5_000;
    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::rank).thenComparingLong(Hit::id);

    /** An issue as the index knows it. */
    private record Hit(IssueEntry issue, IssueEntry.Version version, Jql jql, IssueDocuments documents)
            implements Searchable {
        @Override
        public long id() {
            return issue.id;
        }

        @Override
        public String key() {
            return issue.key();
        }

        @Override
        public int project() {
            return issue.project();
        }

        @Override
        public Instant created() {
            return issue.created;
        }

        @Override
        public Instant updated() {
            return version.updated();
        }

        @Override
        public boolean isInSprint(String sprint) {
            return documents.document(issue, version).at("/fields/customfield_10020").findValuesAsText("id").stream()
                    .anyMatch(sprint::equals);
        }

        long rank() {
            return jql.rank(this);
        }
    }

    private final HeldIssues issues;
    private final Catalog catalog;
    private final JiraSettings settings;
    private final String address;

    Search(HeldIssues issues, Catalog catalog, JiraSettings settings, String address) {
        this.issues = issues;
        this.catalog = catalog;
        this.settings = settings;
        this.address = address;
    }

    @Override
    public int count(String text) {
        return hits(Jql.read(text, catalog, settings.timeZone()), null).size();
    }

    @Override
    public Answer page(String text, IssueView view, int asked, @Nullable String token) {
        Jql jql = Jql.read(text, catalog, settings.timeZone());
        List<Hit> hits = hits(jql, token == null ? null : PageToken.read(token, text));
        List<Hit> shown = hits.subList(0, Math.min(size(view, asked), hits.size()));
        ObjectNode page = Json.object();
        ArrayNode rendered = page.putArray("issues");
        shown.forEach(hit -> rendered.add(render(hit, view)));
        boolean last = shown.size() == hits.size();
        if (!last) {
            Hit end = shown.get(shown.size() - 1);
            page.put("nextPageToken", new PageToken(end.rank(), end.id()).text(text));
        }
        return IssueEndpoints.json(page.put("isLast", last));
    }

    @Override
    public ObjectNode page(String text, IssueView view, int start, int size) {
        Jql jql = Jql.read(text, catalog, settings.timeZone());
        List<Hit> hits = hits(jql, null);
        ObjectNode page =
                Json.object().put("startAt", start).put("maxResults", size).put("total", hits.size());
        ArrayNode rendered = page.putArray("issues");
        hits.stream()
                .skip(start)
                .limit(size)
                .forEach(hit -> rendered.add(view.render(issues.documents().document(hit.issue, hit.version))));
        return page;
    }

    static int size(IssueView view, int asked) {
        if (asked < 0) {
            throw new Refusal(400, "maxResults must not be negative.");
        }
        return Math.min(Math.max(1, asked), view.small() ? PAGE_OF_IDS : PAGE);
    }

    private ObjectNode render(Hit hit, IssueView view) {
        return view.small()
                ? view.shortened(hit.id(), hit.key(), address)
                : view.render(issues.documents().document(hit.issue, hit.version));
    }

    private List<Hit> hits(Jql jql, @Nullable PageToken after) {
        List<Hit> hits = new ArrayList<>();
        for (IssueEntry issue : issues.known()) {
            IssueEntry.Version version = issues.indexed(issue);
            if (version != null) {
                Hit hit = new Hit(issue, version, jql, issues.documents());
                if (jql.matches(hit) && (after == null || behind(hit, after, jql.ascending()))) {
                    hits.add(hit);
                }
            }
        }
        hits.sort(jql.ascending() ? ORDER : ORDER.reversed());
        return hits;
    }

    private static boolean behind(Hit hit, PageToken after, boolean ascending) {
        int compared = Long.compare(hit.rank(), after.rank());
        compared = compared == 0 ? Long.compare(hit.id(), after.id()) : compared;
        return ascending ? compared > 0 : compared < 0;
    }
}
