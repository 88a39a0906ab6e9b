package io.bactrian.simulate.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers with lists, page by page in the way that the path names. */
final class PagedLists {
    private static final int USUAL_SIZE = 20;
    private static final int MOST = 200;

    private final Selection selection;
    private volatile Mischief mischief = Mischief.NONE;
    private volatile String elsewhere = "";

    PagedLists(Selection selection) {
        this.selection = selection;
    }

    void mislead(Mischief kind, String address) {
        elsewhere = address;
        mischief = kind;
    }

    /** @param way how the list is cut into pages; {@code none} is not at all */
    Answer answer(String way, String path, Request request) {
        Map<String, String> asked = asked(way, request);
        List<ObjectNode> all = selection.of(path, asked);
        int size = way.equals("none") ? Math.max(1, all.size()) : Math.min(MOST, number(asked, "size", USUAL_SIZE));
        int first = way.equals("page") ? 1 : 0;
        int start = mischief == Mischief.SAME_PAGE
                ? 0
                : switch (way) {
                    case "none" -> 0;
                    case "page", "page0" -> (number(asked, "page", first) - first) * size;
                    case "offset" -> number(asked, "offset", 0);
                    case "cursor", "search", "link", "next_url" -> number(asked, "cursor", 0);
                    default -> throw new Refusal(404, "There is no paging " + way + ".");
                };
        return new Page(way, request, all, start, size).answer();
    }

    /** A search is posted: what is asked for stands in its body. */
    private static Map<String, String> asked(String way, Request request) {
        boolean isSearch = way.equals("search");
        if (!request.method().equals(isSearch ? "POST" : "GET")) {
            throw new Refusal(405, "This is asked for by " + (isSearch ? "POST" : "GET") + ".");
        }
        return isSearch ? members(request) : request.parameters();
    }

    private static Map<String, String> members(Request request) {
        try {
            JsonNode body = Json.read(request.body());
            Map<String, String> members = new LinkedHashMap<>();
            body.path("page")
                    .properties()
                    .forEach(e -> members.put(e.getKey(), e.getValue().asText()));
            body.path("filter")
                    .properties()
                    .forEach(e -> members.put(e.getKey(), e.getValue().asText()));
            return members;
        } catch (IOException e) {
            throw new Refusal(400, "The body is not JSON.");
        }
    }

    private static int number(Map<String, String> asked, String name, int usual) {
        String text = asked.getOrDefault(name, Integer.toString(usual)).replaceFirst("^at-", "");
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refusal(400, name + " must be a number that is not negative.");
        }
        return Integer.parseInt(text);
    }

    /** One page of a list. */
    private final class Page {
        private final String way;
        private final Request request;
        private final int total;
        private final int size;
        private final int end;
        private final boolean hasMore;
        private final ArrayNode records = Json.array();

        Page(String way, Request request, List<ObjectNode> all, int start, int size) {
            this.way = way;
            this.request = request;
            this.total = all.size();
            this.size = size;
            this.end = Math.min(total, start + size);
            this.hasMore = end < total || mischief == Mischief.SAME_PAGE;
            if (mischief != Mischief.EMPTY_PAGE || start == 0) {
                all.subList(Math.min(start, end), end).forEach(records::add);
            }
        }

        Answer answer() {
            ObjectNode body = Json.object();
            switch (way) {
                case "none" -> {
                    return json(records);
                }
                case "link" -> {
                    return hasMore ? json(records).with("Link", links()) : json(records);
                }
                case "page", "page0" -> {
                    body.set("data", records);
                    body.putObject("meta")
                            .put("pages", (total + size - 1) / size)
                            .put("has_more", hasMore);
                }
                case "offset" -> {
                    body.putObject("data").set("list", records);
                    body.put("total", mischief == Mischief.SAME_PAGE ? total + size : total);
                }
                case "next_url" -> {
                    body.set("results", records);
                    body.put("next", hasMore ? next() : null);
                }
                default -> {
                    body.putObject("result").set("rows", records);
                    body.put("next", hasMore ? cursor() : null).put("has_more", hasMore);
                }
            }
            return json(body);
        }

        private String cursor() {
            return "at-" + (mischief == Mischief.CIRCLE && end > size ? 0 : end);
        }

        private String links() {
            return "<" + next() + ">; rel=\"next\", <" + address("at-0") + ">; rel=\"first\"";
        }

        /** With all that was asked, the key in the query included, as careless tools write it. */
        private String next() {
            return mischief == Mischief.ELSEWHERE ? elsewhere + request.path() : address(cursor());
        }

        private String address(String cursor) {
            String kept = request.parameters().entrySet().stream()
                    .filter(parameter -> !parameter.getKey().equals("cursor"))
                    .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()) + "&")
                    .collect(Collectors.joining());
            return request.path() + "?" + kept + "cursor=" + cursor;
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static Answer json(JsonNode body) {
            byte[] bytes = Json.bytes(body);
            return Answer.json(200, bytes, bytes.length);
        }
    }
}
