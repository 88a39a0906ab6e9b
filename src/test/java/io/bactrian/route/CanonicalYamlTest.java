package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowText;
import io.bactrian.route.flow.Flows;
import io.bactrian.route.flow.RouteText;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.xml.in.ModelParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each route of a file is written as Camel's own dumpers write it, which is what visual editors save. The YAML dumper of this
 * version breaks on {@code method} expressions and leaves out descriptions and what {@code doTry} catches: it is given the former
 * as {@code simple}, the latter as routes of their own; the XML dumper is given all of it as it is.
 */
final class CanonicalYamlTest {
    private static final Path ROUTES = Path.of("routes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static CamelContext context;

    @BeforeAll
    static void start() throws Exception {
        context = BareContext.started(ROUTES);
    }

    @AfterAll
    static void stop() throws Exception {
        context.stop();
    }

    static Stream<Named<RouteText>> routes() throws Exception {
        Flows flows = Flows.NONE;
        try (Stream<Path> files = Files.walk(ROUTES)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                FlowPath path = FlowPath.of(ROUTES.relativize(file).toString()).orElseThrow();
                flows = flows.with(FlowText.read(path, Files.readAllBytes(file)));
            }
        }
        return flows.routes().values().stream().flatMap(List::stream).map(route -> Named.of(route.id(), route));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteIsDumpedAsItIsWritten(RouteText route) throws Exception {
        for (JsonNode part : parts(route)) {
            String dumped = PluginHelper.getModelToYAMLDumper(context).dumpModelAsYaml(context, loaded(part));

            ObjectNode read = (ObjectNode) YAML.readTree(dumped).at("/0/route");
            ((ObjectNode) read.path("from")).remove("id");
            assertThat(text(read)).isEqualTo(text(part));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteThatIsReadFromItsDumpIsTheSameModel(RouteText route) throws Exception {
        String dumped = PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, loaded(route.body()));

        RouteDefinition again = new ModelParser(new StringReader(dumped))
                .parseRoutesDefinition()
                .orElseThrow()
                .getRoutes()
                .get(0);

        assertThat(PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, again))
                .isEqualTo(dumped);
        assertThat(again.getDescriptionText())
                .isEqualTo(route.body().path("description").asText());
    }

    private static RouteDefinition loaded(JsonNode body) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        String id = body.path("id").asText();
        RouteText text = new RouteText(id, body, "");
        FlowPath path = FlowPath.of("jira/part.camel.yaml").orElseThrow();
        LiveRoutes routes = new LiveRoutes(context);
        routes.add(path, List.of(text));
        RouteDefinition definition = model.getRouteDefinition(id);
        routes.remove(List.of(text));
        return definition;
    }

    /** The route without what is caught, and what is caught as routes of their own. */
    private static List<JsonNode> parts(RouteText route) {
        ObjectNode whole = route.body().deepCopy();
        whole.remove("description");
        List<JsonNode> parts = new ArrayList<>();
        whole.findParents("doCatch").forEach(tried -> {
            for (JsonNode caught : ((ObjectNode) tried).remove("doCatch")) {
                parts.add(part(route.id() + "-caught-" + parts.size(), caught.get("steps")));
            }
        });
        parts.add(0, whole);
        parts.forEach(part -> part.findParents("method").forEach(CanonicalYamlTest::asSimple));
        parts.forEach(part -> part.findParents("parameters").forEach(CanonicalYamlTest::inUri));
        return parts;
    }

    private static ObjectNode part(String id, JsonNode steps) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("id", id);
        part.put("routeConfigurationId", "flow-failures");
        ObjectNode from = part.putObject("from").put("uri", "direct:" + id);
        from.set("steps", steps);
        return part;
    }

    /** A bean step has a method, too, which is a text. */
    private static void asSimple(JsonNode holder) {
        if (holder.path("method").isObject()) {
            ((ObjectNode) holder).remove("method");
            ((ObjectNode) holder).putObject("simple").put("expression", "${body}");
        }
    }

    /** Where editors write parameters is a setting of theirs; the dumper's usual place is the address. */
    private static void inUri(JsonNode step) {
        String query = step.get("parameters").properties().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + parameter.getValue().asText())
                .collect(Collectors.joining("&"));
        ((ObjectNode) step).remove("parameters");
        ((ObjectNode) step).put("uri", step.get("uri").asText() + "?" + query);
    }

    /** Numbers and flags are dumped as text. */
    private static JsonNode text(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), text(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(text(element)));
            return array;
        }
        return TextNode.valueOf(node.asText());
    }
}
