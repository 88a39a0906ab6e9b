package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.tool.Spelling;
import io.bactrian.tool.declaration.Document;
import io.bactrian.tool.declaration.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A route that a file has made from a template. */
record TemplatedRoute(JsonNode body, String pointer) {
    String id() {
        return body.path("routeId").asText();
    }

    String template() {
        return body.path("routeTemplateRef").asText();
    }

    /** The route; one without a step when something is wrong, which is then among the problems. */
    RouteText from(Map<String, Template> known, Document document, List<Problem> problems) {
        Template template = known.get(template());
        ObjectNode route = JsonNodeFactory.instance.objectNode().put("id", id());
        if (template == null) {
            problems.add(document.problem(
                    pointer + "/routeTemplateRef",
                    "there is no template " + template()
                            + Spelling.nearest(template(), known.keySet())
                                    .map(near -> ", did you mean " + near + "?")
                                    .orElse("")));
            return new RouteText(id(), route, pointer);
        }
        route.setAll((ObjectNode) template.filled(values(template, document, problems)));
        return new RouteText(id(), route, pointer);
    }

    private Map<String, String> values(Template template, Document document, List<Problem> problems) {
        Map<String, String> values = new HashMap<>();
        template.blanks().forEach((name, usual) -> {
            if (usual != null) {
                values.put(name, usual);
            }
        });
        body.path("parameters").forEach(given -> {
            String name = given.path("name").asText();
            if (!template.blanks().containsKey(name)) {
                problems.add(document.problem(pointer + "/parameters", "the template has no parameter " + name));
            }
            values.put(name, given.path("value").asText());
        });
        template.blanks().keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> problems.add(document.problem(pointer, "the parameter " + name + " is missing")));
        return values;
    }
}
