package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Searches the issues of a benchmark; whole pages are put together from templates in a buffer of the thread. */
final class BenchmarkSearch implements SearchIndex {

    private static final byte[] BEGIN = "{\"issues\":[".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 256;

    private final BenchmarkIssues issues;
    private final Catalog catalog;
    private final JiraSettings settings;
    private final String address;
    private final ThreadLocal<byte[]> buffer = ThreadLocal.withInitial(() -> new byte[1 << 20]);

    BenchmarkSearch(BenchmarkIssues issues, Catalog catalog, JiraSettings settings, String address) {
        this.issues = issues;
        this.catalog = catalog;
        this.settings = settings;
        this.address = address;
    }

    @Override
    public int count(String text) {
        Jql jql = read(text);
        int found = 0;
        for (int at = next(jql, 0); at < issues.count(); at = next(jql, at + 1)) {
            found++;
        }
        return found;
    }

    @Override
    public Answer page(String text, IssueView view, int asked, @Nullable String token) {
        Jql jql = read(text);
        int size = Search.size(view, asked);
        int start = token == null ? 0 : 1 + (int) (PageToken.read(token, text).id() - BenchmarkIssues.FIRST_ID);
        int[] numbers = new int[size];
        int found = 0;
        int at = next(jql, start);
        while (found < size && at < issues.count()) {
            numbers[found++] = at;
            at = next(jql, at + 1);
        }
        int[] shown = Arrays.copyOf(numbers, found);
        String end =
                at < issues.count() ? new PageToken(0, BenchmarkIssues.FIRST_ID + shown[found - 1]).text(text) : "";
        return view.whole() ? whole(shown, end) : IssueEndpoints.json(selected(shown, view, end));
    }

    private Jql read(String text) {
        Jql jql = Jql.read(text, catalog, settings.timeZone());
        if (!jql.byCreation()) {
            throw new Refusal(400, "In benchmark mode issues come in the order of their creation only.");
        }
        return jql;
    }

    private int next(Jql jql, int from) {
        int at = from;
        while (at < issues.count() && !jql.matches(issues.issue(at))) {
            at++;
        }
        return at;
    }

    private Answer whole(int[] numbers, String token) {
        byte[] page = room(numbers);
        System.arraycopy(BEGIN, 0, page, 0, BEGIN.length);
        int at = BEGIN.length;
        for (int number : numbers) {
            at = issues.write(number, page, at);
            page[at++] = ',';
        }
        at = numbers.length == 0 ? at : at - 1;
        byte[] end = end(token).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, page, at, end.length);
        return Answer.json(200, page, at + end.length);
    }

    private static String end(String token) {
        return token.isEmpty() ? "],\"isLast\":true}" : "],\"nextPageToken\":\"" + token + "\",\"isLast\":false}";
    }

    private byte[] room(int[] numbers) {
        int needed = BEGIN.length + END;
        for (int number : numbers) {
            needed += issues.length(number) + 1;
        }
        if (buffer.get().length < needed) {
            buffer.set(new byte[needed + needed / 4]);
        }
        return buffer.get();
    }

    private ObjectNode selected(int[] numbers, IssueView view, String token) {
        ObjectNode page = Json.object();
        ArrayNode all = page.putArray("issues");
        for (int number : numbers) {
            BenchmarkIssues.Issue issue = issues.issue(number);
            all.add(
                    view.small()
                            ? view.shortened(issue.id(), issue.key(), address)
                            : view.render(issues.document(number)));
        }
        if (!token.isEmpty()) {
            page.put("nextPageToken", token);
        }
        return page.put("isLast", token.isEmpty());
    }
}
