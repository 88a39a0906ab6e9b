package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.tool.declaration.DeclarationFailure;
import io.bactrian.tool.declaration.Document;
import io.bactrian.tool.declaration.Problem;
import io.bactrian.tool.declaration.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of routes as it is written, sound in itself: each of its routes, and the templates that it holds.
 *
 * @param templates by id
 * @param instances routes that are made from templates, of this file or another one
 */
public record FlowText(
        FlowPath path,
        Document document,
        List<RouteText> routes,
        Map<String, Template> templates,
        List<TemplatedRoute> instances) {
    private static final SchemaCheck SCHEMA = new SchemaCheck("flow.schema.json");

    /** Reads a file and holds it to the schema of flows and to the rules for each of its routes. */
    public static FlowText read(FlowPath path, byte[] bytes) throws BrokenFlow {
        Document document = document(path, bytes);
        refuse(SCHEMA.check(document.with(Template.filledWithNames(document.root()))));
        FlowText text = new FlowText(path, document, new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (int index = 0; index < document.root().size(); index++) {
            text.add("/" + index, document.root().get(index));
        }
        refuse(text.templates.values().stream()
                .flatMap(template -> template.problems(document).stream())
                .toList());
        text.check(text.routes);
        return text;
    }

    private void add(String at, JsonNode entry) {
        if (entry.has("route")) {
            JsonNode route = entry.get("route");
            routes.add(new RouteText(route.path("id").asText(), route, at + "/route"));
        } else if (entry.has("routeTemplate")) {
            Template template = new Template(path, entry.get("routeTemplate"), at + "/routeTemplate");
            templates.put(template.id(), template);
        } else {
            instances.add(new TemplatedRoute(entry.get("templatedRoute"), at + "/templatedRoute"));
        }
    }

    /**
     * All routes of the file, those from templates among them.
     *
     * @param known the templates of all files
     */
    public List<RouteText> all(Map<String, Template> known) throws BrokenFlow {
        List<RouteText> made = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (TemplatedRoute instance : instances) {
            made.add(instance.from(known, document, problems));
        }
        refuse(problems);
        check(made);
        made.addAll(0, routes);
        return made;
    }

    private void check(List<RouteText> texts) throws BrokenFlow {
        List<Problem> problems = new ArrayList<>();
        texts.forEach(route -> problems.addAll(new RouteRules(path, document, route).problems()));
        refuse(problems);
    }

    /**
     * What Camel is to load: exactly what was checked, written anew, since another parser may read the same bytes another way.
     */
    public static byte[] written(List<RouteText> routes) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        routes.forEach(route -> entries.addObject().set("route", route.body()));
        return entries.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Document document(FlowPath path, byte[] bytes) throws BrokenFlow {
        try {
            return Document.read(path.path(), bytes);
        } catch (DeclarationFailure e) {
            throw new BrokenFlow(e.problems(), e);
        }
    }

    private static void refuse(List<Problem> problems) throws BrokenFlow {
        if (!problems.isEmpty()) {
            throw new BrokenFlow(problems);
        }
    }
}
