package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches the index page by page; the token of the next page is bound to its query. */
final class Search {

    private static final int PAGE = 100;
    private static final int PAGE_OF_IDS = 5_000;

    /** An issue as the index knows it. */
    private record Hit(IssueEntry issue, IssueEntry.Version version, long rank) {}

    private final SimulatedSite site;
    private final JiraSettings settings;
    private final String address;

    Search(SimulatedSite site, JiraSettings settings, String address) {
        this.site = site;
        this.settings = settings;
        this.address = address;
    }

    int count(String text) {
        return hits(Jql.read(text, site.catalog(), settings.timeZone()), null).size();
    }

    ObjectNode page(String text, IssueView view, int asked, @Nullable String token) {
        Jql jql = Jql.read(text, site.catalog(), settings.timeZone());
        if (asked < 0) {
            throw new Refusal(400, "maxResults must not be negative.");
        }
        List<Hit> hits = hits(jql, token == null ? null : position(token, text));
        int size = Math.min(Math.max(1, asked), view.small() ? PAGE_OF_IDS : PAGE);
        List<Hit> shown = hits.subList(0, Math.min(size, hits.size()));
        ObjectNode page = Json.object();
        ArrayNode issues = page.putArray("issues");
        shown.forEach(hit -> issues.add(render(hit, view)));
        boolean last = shown.size() == hits.size();
        if (!last) {
            Hit end = shown.get(shown.size() - 1);
            page.put("nextPageToken", token(text, end));
        }
        return page.put("isLast", last);
    }

    private ObjectNode render(Hit hit, IssueView view) {
        return view.small()
                ? view.shortened(hit.issue, address + "/rest/api/3/issue/" + hit.issue.id)
                : view.render(site.document(hit.issue, hit.version));
    }

    private List<Hit> hits(Jql jql, long @Nullable [] after) {
        List<Hit> hits = new ArrayList<>();
        Comparator<Hit> order = Comparator.<Hit>comparingLong(Hit::rank).thenComparingLong(hit -> hit.issue.id);
        for (IssueEntry issue : site.known()) {
            IssueEntry.Version version = site.indexed(issue);
            if (version != null && jql.matches(issue, version.updated())) {
                Hit hit = new Hit(issue, version, jql.rank(issue, version.updated()));
                if (after == null || behind(hit, after, jql.ascending())) {
                    hits.add(hit);
                }
            }
        }
        hits.sort(jql.ascending() ? order : order.reversed());
        return hits;
    }

    private static boolean behind(Hit hit, long[] after, boolean ascending) {
        int compared = Long.compare(hit.rank, after[0]);
        compared = compared == 0 ? Long.compare(hit.issue.id, after[1]) : compared;
        return ascending ? compared > 0 : compared < 0;
    }

    private static String token(String query, Hit end) {
        String token = Integer.toHexString(query.hashCode()) + " " + end.rank + " " + end.issue.id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static long[] position(String token, String query) {
        try {
            String[] words = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
            if (words.length == 3 && words[0].equals(Integer.toHexString(query.hashCode()))) {
                return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
            }
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(400, "Invalid or expired nextPageToken.");
        }
        throw new Refusal(400, "The nextPageToken does not belong to this query.");
    }
}
