package io.bactrian.tool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a later run asks for what has changed.
 *
 * @param format pattern in which an instant is written into the request ({@code {since}}, {@code {from}}, {@code {to}})
 * @param zone name of the account value that holds the zone the tool reads times in; null is UTC
 * @param overlap how far before the watermark the next read begins
 * @param first the earliest instant worth asking for, as the tool writes it after {@code format}
 * @param conditions conditions by name, in order; they make up {@code {when}}
 * @param join text between two conditions
 */
public record CursorDeclaration(
        Kind kind,
        @Nullable String format,
        @Nullable String zone,
        Duration overlap,
        @Nullable String first,
        Map<String, String> conditions,
        String join) {
    /** {@code whole}: everything every time, compared by hash; {@code changed_since}: what changed since the watermark. */
    public enum Kind {
        WHOLE,
        CHANGED_SINCE
    }

    /**
     * The text for {@code {when}}: the conditions whose places are all known, joined. A tool that refuses unbounded lists gets a
     * bound always: where neither {@code since} nor {@code from} is known, {@code first} stands for {@code from}.
     */
    public String when(Map<String, String> values) {
        Map<String, String> known = new LinkedHashMap<>(values);
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
