package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Cuts lists into the pages that a request asks for; the position of the next one is good for a while only. */
final class Pages {
    private static final int MOST = 100;
    private static final int MOST_AT_ONCE = 1000;

    private final Domain domain;
    private final Duration life;
    private final AtomicInteger expiries = new AtomicInteger();

    Pages(Domain domain, Duration life) {
        this.domain = domain;
        this.life = life;
    }

    Answer answer(List<ObjectNode> records, Request request, Function<ObjectNode, JsonNode> show) {
        String limit = request.parameter("limit");
        if (limit == null) {
            return Answer.json(
                    200,
                    enveloped(Json.array(records.stream().limit(MOST_AT_ONCE).toList(), show)));
        }
        int size = size(limit);
        int start = start(request);
        int end = Math.min(records.size(), start + size);
        ObjectNode page = enveloped(Json.array(records.subList(Math.min(start, end), end), show));
        if (end < records.size()) {
            String offset = offset(request.path(), end);
            String path = request.path().replaceFirst("^/api/1.0", "") + "?limit=" + size + "&offset=" + offset;
            page.putObject("next_page")
                    .put("offset", offset)
                    .put("path", path)
                    .put("uri", "https://app.asana.com/api/1.0" + path);
        } else {
            page.putNull("next_page");
        }
        return Answer.json(200, page);
    }

    static ObjectNode enveloped(JsonNode data) {
        return Json.object().set("data", data);
    }

    private static int size(String limit) {
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new Refusal(400, "limit: Must be between 1 and " + MOST);
        }
        return Integer.parseInt(limit);
    }

    /** No position that was handed out so far is good any more. */
    void expire() {
        expiries.incrementAndGet();
    }

    private String offset(String path, int end) {
        String said = path + " " + end + " " + domain.now().toEpochMilli() + " " + expiries;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }

    private int start(Request request) {
        String offset = request.parameter("offset");
        if (offset == null) {
            return 0;
        }
        String[] said = decoded(offset).split(" ");
        if (said.length != 4 || !said[0].equals(request.path())) {
            throw new Refusal(400, "offset: Your pagination token is invalid.");
        }
        Instant made = Instant.ofEpochMilli(Long.parseLong(said[2]));
        if (made.plus(life).isBefore(domain.now()) || Integer.parseInt(said[3]) < expiries.get()) {
            throw new Refusal(400, "offset: Your pagination token has expired.");
        }
        return Integer.parseInt(said[1]);
    }

    private static String decoded(String offset) {
        try {
            return new String(Base64.getUrlDecoder().decode(offset), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw new Refusal(400, "offset: Your pagination token is invalid.");
        }
    }
}
