package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Any number of issues of which only the round of their last change is held; the rest follows from their number. */
final class BenchmarkIssues implements IssueSource {

    static final long FIRST_ID = 10_000_000;
    private static final long SPAN = SeedPeriod.LENGTH.toMillis();

    private final int count;
    private final List<IssueTemplate> templates;
    private final List<String> keys;
    private final JiraSettings settings;
    private final ThreadLocal<FastStamp[]> stamps;
    private final List<Instant> rounds = new CopyOnWriteArrayList<>();
    private volatile short[] changed = new short[0];

    BenchmarkIssues(JiraSettings settings, Catalog catalog, IssueDocuments documents) {
        this.count = settings.issues();
        this.settings = settings;
        this.templates = new TemplateIssues(settings, catalog, documents).make();
        this.keys = catalog.projects.stream()
                .map(project -> project.path("key").asText() + "-")
                .toList();
        this.stamps = ThreadLocal.withInitial(
                () -> new FastStamp[] {new FastStamp(settings.timeZone()), new FastStamp(settings.timeZone())});
        rounds.add(Instant.EPOCH);
    }

    /** An issue by its number, the first being 0. */
    record Issue(BenchmarkIssues all, int number) implements Searchable {
        @Override
        public long id() {
            return FIRST_ID + number;
        }

        @Override
        public String key() {
            return all.keys.get(project()) + id();
        }

        @Override
        public int project() {
            return number % TemplateIssues.COUNT % all.keys.size();
        }

        @Override
        public Instant created() {
            return Instant.ofEpochMilli(all.created(number));
        }

        @Override
        public Instant updated() {
            return Instant.ofEpochMilli(all.updated(number));
        }
    }

    Issue issue(int number) {
        return new Issue(this, number);
    }

    int count() {
        return count;
    }

    Parts parts() {
        return settings.parts();
    }

    /** Changes so many percent of the issues, evenly spread and other ones each time. */
    synchronized List<String> change(double percent, Instant now) {
        int wanted = (int) Math.min(count, Math.round(count * percent / 100));
        short[] next = Arrays.copyOf(changed, count);
        short round = (short) rounds.size();
        List<String> ids = new ArrayList<>();
        for (long at = 0; at < wanted; at++) {
            int number = (int) ((at * count / wanted + round - 1) % count);
            next[number] = round;
            ids.add(String.valueOf(FIRST_ID + number));
        }
        rounds.add(now);
        changed = next;
        return ids;
    }

    /** How many bytes the issue takes. */
    int length(int number) {
        return template(number).length();
    }

    /** Writes the issue as a page with all fields and the changelog shows it, and returns where it ends. */
    int write(int number, byte[] target, int at) {
        FastStamp[] own = stamps.get();
        return template(number)
                .write(
                        target,
                        at,
                        FIRST_ID + number,
                        own[0].of(created(number)),
                        own[1].of(updated(number)),
                        round(number));
    }

    @Override
    public @Nullable ObjectNode find(String idOrKey) {
        String digits = idOrKey.substring(idOrKey.indexOf('-') + 1);
        if (!digits.matches("[0-9]{8}")) {
            return null;
        }
        long number = Long.parseLong(digits) - FIRST_ID;
        boolean exists = number >= 0 && number < count;
        return exists && (digits.equals(idOrKey) || issue((int) number).key().equals(idOrKey))
                ? document((int) number)
                : null;
    }

    /** The whole document, which has the oldest changelog entries first. */
    ObjectNode document(int number) {
        ObjectNode document = embedded(number);
        List<JsonNode> histories = IssueEndpoints.list(document.at("/changelog/histories"));
        Collections.reverse(histories);
        ((ObjectNode) document.path("changelog")).set("histories", Json.array(histories, history -> history));
        return document;
    }

    private ObjectNode embedded(int number) {
        byte[] bytes = new byte[length(number)];
        write(number, bytes, 0);
        try {
            return (ObjectNode) Json.read(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a template is not JSON", impossible);
        }
    }

    private IssueTemplate template(int number) {
        return templates.get(number % TemplateIssues.COUNT);
    }

    private long created(int number) {
        return SeedPeriod.FROM.toEpochMilli() + SPAN / count * number;
    }

    private long updated(int number) {
        int round = round(number);
        return round == 0
                ? created(number) + Duration.ofHours(1).toMillis()
                : rounds.get(round).toEpochMilli();
    }

    private int round(int number) {
        short[] known = changed;
        return known.length == 0 ? 0 : known[number];
    }
}
