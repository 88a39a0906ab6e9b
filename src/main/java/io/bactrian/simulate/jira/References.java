package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The small lists of a site, each under the path it is asked for: priorities, versions, filters, schemes and the like. */
final class References {

    private static final String API = "/rest/api/3/";
    private static final int PAGE = 100;

    /** Lists that exist once for each of something; the path of each holds its id. */
    private static final List<String> REPEATED = List.of(
            "project/{}/version",
            "project/{}/component",
            "screens/{}/tabs",
            "screens/{}/tabs/{}/fields",
            "dashboard/{}/gadget",
            "field/{}/context",
            "field/{}/context/{}/option");

    private final Map<String, Listed> lists = new ConcurrentHashMap<>();
    private volatile boolean administrator = true;

    /**
     * A list.
     *
     * @param at name of the array in the answer; empty for a bare array, {@code values} for pages
     * @param ofAdministrators whether others are refused
     */
    private record Listed(String at, boolean ofAdministrators, List<ObjectNode> records) {}

    References(String address, Catalog catalog) {
        read(address).properties().forEach(list -> {
            JsonNode said = list.getValue();
            Listed listed = put(
                    list.getKey(), said.path("at").asText(), said.path("admin").asBoolean());
            said.path("records").forEach(record -> listed.records.add((ObjectNode) record));
        });
        addCopies(add("priority/search", false), catalog.priorities);
        addCopies(put(API + "issuetype", "", false).records, catalog.types);
        new ProjectParts(address, catalog).addTo(this);
        FieldContexts.addTo(this, catalog.fields);
    }

    void register(Endpoints endpoints) {
        List<String> once = lists.keySet().stream()
                .filter(path ->
                        REPEATED.stream().noneMatch(pattern -> path.matches(API + pattern.replace("{}", "[^/]+"))))
                .toList();
        once.forEach(path -> endpoints.get(path, (request, none) -> answer(request)));
        REPEATED.forEach(pattern -> endpoints.get(API + pattern, (request, id) -> answer(request)));
    }

    /** From now on the account is an administrator, or is not. */
    void administrator(boolean is) {
        administrator = is;
    }

    /** Refuses an account that is no administrator. */
    void demandAdministrator() {
        if (!administrator) {
            throw new Refusal(403, "You must be an administrator to do this.");
        }
    }

    /** The records of a list, in which they can be changed. */
    List<ObjectNode> of(String path) {
        return Objects.requireNonNull(lists.get(API + path), path).records;
    }

    /** A new list of pages. */
    List<ObjectNode> add(String path, boolean ofAdministrators) {
        return put(API + path, "values", ofAdministrators).records;
    }

    /** Issues keep what they show of the originals. */
    private static void addCopies(List<ObjectNode> list, List<ObjectNode> originals) {
        originals.forEach(original -> list.add(original.deepCopy()));
    }

    private Listed put(String path, String at, boolean ofAdministrators) {
        Listed listed = new Listed(at, ofAdministrators, new CopyOnWriteArrayList<>());
        lists.put(path, listed);
        return listed;
    }

    private Answer answer(Request request) {
        Listed listed = lists.get(request.path());
        if (listed == null) {
            throw new Refusal(404, "There is no such thing, or you do not have permission to see it.");
        }
        if (listed.ofAdministrators) {
            demandAdministrator();
        }
        return IssueEndpoints.json(
                switch (listed.at) {
                    case "" -> Json.array(listed.records, record -> record);
                    case "values" ->
                        Pages.withLast(Pages.counted(listed.records, request, "values", PAGE, PAGE), "values");
                    default -> Json.object().set(listed.at, Json.array(listed.records, record -> record));
                });
    }

    private static JsonNode read(String address) {
        try (InputStream file = References.class.getResourceAsStream("/simulate/jira-reference.json")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(text.replace("{address}", address).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the lists of the simulated Jira cannot be read", e);
        }
    }
}
