package io.bactrian.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint of a request: an unknown path is 404, a known one with another method 405. */
public final class Endpoints {

    /** Answers a request; the argument is what the path holds in place of {@code {}}, or empty. */
    public interface Endpoint extends BiFunction<Request, String, Answer> {}

    private record Mapping(String method, Pattern path, Endpoint endpoint) {}

    private final IntFunction<? extends RuntimeException> refusal;
    private final List<Mapping> mappings = new ArrayList<>();

    /** @param refusal how the tool refuses with a status what it has no endpoint for */
    public Endpoints(IntFunction<? extends RuntimeException> refusal) {
        this.refusal = refusal;
    }

    public Endpoints get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    public Endpoints post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    public Endpoints delete(String path, Endpoint endpoint) {
        return add("DELETE", path, endpoint);
    }

    public Answer answer(Request request) {
        boolean known = false;
        for (Mapping mapping : mappings) {
            Matcher path = mapping.path.matcher(request.path());
            if (path.matches()) {
                if (mapping.method.equals(request.method())) {
                    return mapping.endpoint.apply(request, path.groupCount() == 0 ? "" : path.group(1));
                }
                known = true;
            }
        }
        throw refusal.apply(known ? 405 : 404);
    }

    private Endpoints add(String method, String path, Endpoint endpoint) {
        Pattern pattern = Pattern.compile("\\Q" + path.replace("{}", "\\E([^/]+)\\Q") + "\\E");
        mappings.add(new Mapping(method, pattern, endpoint));
        return this;
    }
}
