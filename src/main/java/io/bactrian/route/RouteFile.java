package io.bactrian.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A file of routes as it is written: which routes it holds, before anything of it runs. */
record RouteFile(String path, byte[] bytes, List<Entry> routes) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static RouteFile read(String path, byte[] bytes) throws BrokenFlow {
        return new RouteFile(path, bytes, routes(parse(bytes)));
    }

    List<String> routeIds() {
        return routes.stream().map(Entry::id).toList();
    }

    private static JsonNode parse(byte[] bytes) throws BrokenFlow {
        try {
            return YAML.readTree(bytes);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new BrokenFlow(
                    place + e.getOriginalMessage().lines().findFirst().orElse("not YAML"), e);
        } catch (IOException e) {
            throw new BrokenFlow("the file cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Entry> routes(JsonNode entries) throws BrokenFlow {
        if (!entries.isArray() || entries.isEmpty()) {
            throw new BrokenFlow("a flow file is a list of \"- route:\" entries");
        }
        List<Entry> routes = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            routes.add(route(index, entries.get(index)));
        }
        return List.copyOf(routes);
    }

    private static Entry route(int index, JsonNode entry) throws BrokenFlow {
        if (entry.size() != 1 || !entry.has("route")) {
            throw new BrokenFlow("at /" + index + ": a flow file holds \"- route:\" entries only");
        }
        JsonNode route = entry.get("route");
        String id = route.path("id").asText("");
        if (id.isBlank()) {
            throw new BrokenFlow("at /" + index + "/route: the route has no id");
        }
        return new Entry(id, route.path("routeConfigurationId").asText(""));
    }

    /**
     * One route as it is written.
     *
     * @param policy id of the route configuration that answers its failures; empty when it names none
     */
    record Entry(String id, String policy) {}
}
