package io.bactrian.simulate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Counts the requests of each endpoint and hands every exchange to whoever listens. */
public final class Exchanges {

    private static final Pattern ID =
            Pattern.compile("(?<=/)(?<!/api/)(?:[0-9]+|[0-9a-f]{24}|[A-Z][A-Z0-9]*-[0-9]+)(?=/|$)");

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<Consumer<Exchange>> listeners = new CopyOnWriteArrayList<>();

    public void listen(Consumer<Exchange> listener) {
        listeners.add(listener);
    }

    /** Requests by endpoint, such as {@code GET /rest/api/3/issue/{id}/comment}. */
    public Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((endpoint, count) -> result.put(endpoint, count.sum()));
        return result;
    }

    /** Requests of all endpoints whose name contains the given text. */
    public long count(String part) {
        return counts().entrySet().stream()
                .filter(entry -> entry.getKey().contains(part))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public void reset() {
        counts.clear();
    }

    void note(Request request, Answer answer, boolean faulty) {
        if (request.path().startsWith(SimulatorServer.CONTROL)) {
            return;
        }
        String endpoint = request.method() + " " + ID.matcher(request.path()).replaceAll("{id}");
        counts.computeIfAbsent(endpoint, key -> new LongAdder()).increment();
        if (!listeners.isEmpty()) {
            Exchange exchange = new Exchange(
                    request.method(),
                    request.path(),
                    request.query(),
                    request.text(),
                    answer.status(),
                    answer.headers().getOrDefault("Content-Type", ""),
                    answer.text(),
                    faulty);
            listeners.forEach(listener -> listener.accept(exchange));
        }
    }
}
