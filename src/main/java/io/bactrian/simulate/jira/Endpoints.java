package io.bactrian.simulate.jira;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint of a request: an unknown path is 404, a known one with another method 405. */
final class Endpoints {

    /** Answers a request; the argument is what the path holds in place of {@code {}}, or empty. */
    interface Endpoint extends BiFunction<Request, String, Answer> {}

    private record Mapping(String method, Pattern path, Endpoint endpoint) {}

    private final List<Mapping> mappings = new ArrayList<>();

    Endpoints get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    Endpoints post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    Endpoints delete(String path, Endpoint endpoint) {
        return add("DELETE", path, endpoint);
    }

    Answer answer(Request request) {
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
        throw known ? new Refusal(405, "Method Not Allowed") : new Refusal(404, "No such resource.");
    }

    private Endpoints add(String method, String path, Endpoint endpoint) {
        Pattern pattern = Pattern.compile("\\Q" + path.replace("{}", "\\E([^/]+)\\Q") + "\\E");
        mappings.add(new Mapping(method, pattern, endpoint));
        return this;
    }
}
