package io.bactrian.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a later run asks for what has changed.
 *
 * @param format pattern in which an instant is written into the request ({@code {since}}, {@code {from}}, {@code {to}})
 * @param zone name of the account value that holds the zone the tool reads times in; null is UTC
 * @param overlap how far before the watermark the next read begins at least, as the tool shows changes late
 * @param exclusive whether the tool leaves out what changed at the very instant it is asked for
 * @param wholeEvery after what time everything is read again, as changes may have gone unnoticed; null: when nothing else tells
 * @param lost how the tool says that it knows a token no more; null when it hands out none
 * @param first the earliest instant worth asking for, as the tool writes it after {@code format}; of a token {@code now}
 * @param conditions conditions by name, in order; they make up {@code {when}}
 * @param join text between two conditions
 * @param scope what the integration's scope says, by place ({@code scope.projects}); empty reads everything
 * @param start what changed before is not read; null reads everything
 */
public record CursorDeclaration(
        Kind kind,
        @Nullable String format,
        @Nullable String zone,
        Duration overlap,
        boolean exclusive,
        @Nullable Duration wholeEvery,
        @Nullable Lost lost,
        @Nullable String first,
        Map<String, String> conditions,
        String join,
        Map<String, String> scope,
        @Nullable Instant start) {
    /**
     * {@code whole}: everything every time, compared by hash; {@code changed_since}: what changed since the watermark;
     * {@code token}: what happened since the tool handed out a token; {@code newest}: what has an id beyond the newest that was
     * read; {@code reported}: what the feeds of other streams tell of.
     */
    public enum Kind {
        WHOLE,
        CHANGED_SINCE,
        TOKEN,
        NEWEST,
        REPORTED
    }

    /**
     * The answer that stands for "this token says nothing to me", the first one included.
     *
     * @param next pointer to the token that is good from now on
     */
    public record Lost(int status, String next) {}

    /** What the places of a scope's words begin with. */
    public static final String SCOPE = "scope.";

    private static final String NOW = "now";

    /** Whether a feed begins with what happens from its first reading on. */
    public boolean beginsNow() {
        return NOW.equals(first);
    }

    /** The words of a scope that the conditions ask for. */
    public Set<String> scopeWords() {
        return conditions.values().stream()
                .flatMap(condition -> Places.in(condition).stream())
                .filter(place -> place.startsWith(SCOPE))
                .map(place -> place.substring(SCOPE.length()))
                .collect(Collectors.toSet());
    }

    /** The same cursor within a scope; what no condition asks for and a start that no request can say are not kept. */
    public CursorDeclaration within(Map<String, String> scope, @Nullable Instant start) {
        Set<String> asked = scopeWords();
        Map<String, String> kept = new TreeMap<>(scope);
        kept.keySet().removeIf(place -> !asked.contains(place.substring(SCOPE.length())));
        return new CursorDeclaration(
                kind,
                format,
                zone,
                overlap,
                exclusive,
                wholeEvery,
                lost,
                first,
                conditions,
                join,
                Map.copyOf(kept),
                kind == Kind.CHANGED_SINCE ? start : null);
    }

    /** The scope as a text that is equal for equal scopes; empty when nothing is left out. */
    public String scopeText() {
        String places = new TreeMap<>(scope)
                .entrySet().stream()
                        .map(place -> place.getKey() + " = " + place.getValue())
                        .collect(Collectors.joining("; "));
        return start == null ? places : places + "; from " + start;
    }

    /**
     * Where the next read begins when everything that the tool showed up to a watermark has been read.
     *
     * @param lag how late the tool was seen to show changes
     */
    public Instant readFrom(Instant watermark, Duration lag) {
        Instant from = watermark.minus(lag.compareTo(overlap) > 0 ? lag : overlap);
        return start != null && start.isAfter(from) ? start : from;
    }

    /** The values with what the scope adds: {@code {since}}, where a start is all that is known of it, and {@code {when}}. */
    public Map<String, String> complete(Map<String, String> values) {
        Map<String, String> known = new LinkedHashMap<>(values);
        if (start != null) {
            known.putIfAbsent("since", LocalTimes.lowerBound(start, this, values));
        }
        known.put("when", when(known));
        return known;
    }

    /**
     * The text for {@code {when}}: the conditions whose places are all known, joined. A tool that refuses unbounded lists gets a
     * bound always: where neither {@code since} nor {@code from} is known, {@code first} stands for {@code from}.
     */
    public String when(Map<String, String> values) {
        Map<String, String> known = new LinkedHashMap<>(values);
        known.putAll(scope);
        if (first != null && !known.containsKey("since")) {
            known.putIfAbsent("from", first);
        }
        Set<String> names = known.keySet();
        return conditions.values().stream()
                .filter(condition -> names.containsAll(Places.in(condition)))
                .map(condition -> Places.fill(condition, known::get))
                .collect(Collectors.joining(join));
    }
}
