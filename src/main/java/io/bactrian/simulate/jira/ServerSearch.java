package io.bactrian.simulate.jira;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Searches as a Data Center does: by offset, in pages that may be smaller than asked for, and never beyond a last issue. */
final class ServerSearch {
    private static final Pattern IDS = Pattern.compile("\\bid in \\(([^)]*)\\)");
    private static final int PAGE = 50;

    private final SimulatedSite site;
    private final ServerSettings settings;

    ServerSearch(SimulatedSite site, ServerSettings settings) {
        this.site = site;
        this.settings = settings;
    }

    Answer answer(Request request) {
        String jql = text(request, "jql", "");
        int start = Pages.number(request, "startAt", 0);
        int size = Math.min(Pages.number(request, "maxResults", PAGE), settings.mostResults());
        if (!"false".equals(request.parameter("validateQuery"))) {
            requireIssues(jql);
        }
        if (start + size > settings.mostFound()) {
            return tooFar(start + size);
        }
        IssueView view = IssueView.ofServer(
                IssueView.list(text(request, "fields", "*navigable")),
                text(request, "expand", "").contains("changelog"));
        return IssueEndpoints.json(site.index().page(jql, view, start, size));
    }

    private void requireIssues(String jql) {
        IDS.matcher(jql)
                .results()
                .map((MatchResult ids) -> ids.group(1).split(","))
                .forEach(ids -> {
                    for (String id : ids) {
                        if (site.source().find(id.strip()) == null) {
                            throw new Refusal(
                                    400, "A value with ID '" + id.strip() + "' does not exist for the field 'id'.");
                        }
                    }
                });
    }

    /** Written by the server itself, in the words of its own format. */
    private Answer tooFar(int asked) {
        return Answer.html(
                500,
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><status><status-code>500</status-code><message>"
                        + "Search limit exceeded. We couldn't complete your search because it requests " + asked
                        + " results which exceeded the search platform limit of " + settings.mostFound()
                        + ".</message></status>");
    }

    private static String text(Request request, String name, String standard) {
        String text = request.parameter(name);
        return text == null ? standard : text;
    }
}
