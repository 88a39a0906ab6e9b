package io.bactrian.simulate.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Cuts lists into numbered pages; only the {@code Link} header says that there are more. */
final class LinkedPages {
    private static final int USUAL = 30;
    private static final int MOST = 100;

    private final URI address;

    LinkedPages(URI address) {
        this.address = address;
    }

    Answer page(Request request, List<ObjectNode> all) {
        int size = Math.max(1, Math.min(MOST, number(request, "per_page", USUAL)));
        int page = Math.max(1, number(request, "page", 1));
        int last = Math.max(1, (all.size() + size - 1) / size);
        List<ObjectNode> shown =
                all.stream().skip((long) size * (page - 1)).limit(size).toList();
        Answer answer = Answer.json(200, Json.array(shown, node -> node));
        String links = links(request, page, last);
        return links.isEmpty() ? answer : answer.with("Link", links);
    }

    private String links(Request request, int page, int last) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(request, page - 1, "prev"));
            links.add(link(request, 1, "first"));
        }
        if (page < last) {
            links.add(link(request, page + 1, "next"));
            links.add(link(request, last, "last"));
        }
        return String.join(", ", links);
    }

    private String link(Request request, int page, String relation) {
        Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
        parameters.put("page", Integer.toString(page));
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "<" + address + request.path() + "?" + query + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int number(Request request, String name, int usual) {
        try {
            return Integer.parseInt(request.parameters().getOrDefault(name, Integer.toString(usual)));
        } catch (NumberFormatException wrong) {
            throw Refusal.of(422, "Validation Failed: " + name + " is no number");
        }
    }
}
