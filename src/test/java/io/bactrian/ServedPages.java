package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.simulate.Exchange;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which issues lie on the pages before a position, as the site gave them out; known without asking the service. */
final class ServedPages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Page(String before, Set<String> ids) {}

    /** By the position behind the page. */
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    void note(Exchange exchange) {
        if (!exchange.path().endsWith("/search/jql") || exchange.status() != 200) {
            return;
        }
        try {
            JsonNode answer = JSON.readTree(exchange.responseBody());
            String next = answer.path("nextPageToken").asText("");
            if (!next.isEmpty()) {
                Set<String> ids = new HashSet<>();
                answer.path("issues").forEach(issue -> ids.add(issue.path("id").asText()));
                pages.put(next, new Page(position(exchange.query()), ids));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the site answered with something else than JSON", e);
        }
    }

    private static String position(@Nullable String query) {
        for (String part : (query == null ? "" : query).split("&")) {
            if (part.startsWith("nextPageToken=")) {
                return java.net.URLDecoder.decode(
                        part.substring("nextPageToken=".length()), java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** The ids of all issues on the pages that lead to a position. */
    Set<String> before(String position) {
        Set<String> ids = new HashSet<>();
        String at = position;
        while (!at.isEmpty()) {
            Page page = pages.get(at);
            if (page == null) {
                throw new IllegalStateException("the site gave out no position " + at);
            }
            ids.addAll(page.ids());
            at = page.before();
        }
        return ids;
    }
}
