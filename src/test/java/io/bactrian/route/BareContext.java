package io.bactrian.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;

/** A context without the service: every bean that the flows name is a stand-in that has the methods named and does nothing. */
public final class BareContext {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> NAMING = Set.of("ref", "aggregationStrategy", "executorService");

    private BareContext() {}

    /** Started, with a stand-in for each bean named in the flow files below a directory. */
    public static CamelContext started(Path routes) throws IOException, ReflectiveOperationException {
        CamelContext context = new DefaultCamelContext();
        context.disableJMX();
        for (Map.Entry<String, Set<String>> bean : beans(routes).entrySet()) {
            context.getRegistry().bind(bean.getKey(), standIn(bean.getKey(), bean.getValue()));
        }
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (String policy : List.of("tool-failures", "flow-failures")) {
            RouteConfigurationDefinition definition = new RouteConfigurationDefinition();
            definition.setId(policy);
            model.addRouteConfiguration(definition);
        }
        context.start();
        return context;
    }

    private static Object standIn(String name, Set<String> methods) throws ReflectiveOperationException {
        if (name.endsWith("Aggregation")) {
            return new LastAggregation();
        }
        if (name.endsWith("Pool") || name.endsWith("Threads")) {
            return ForkJoinPool.commonPool();
        }
        DynamicType.Builder<?> type = new ByteBuddy().subclass(Object.class);
        for (String method : methods) {
            type = type.defineMethod(method, Object.class, Modifier.PUBLIC).intercept(FixedValue.nullValue());
        }
        try (DynamicType.Unloaded<?> made = type.make()) {
            return made.load(BareContext.class.getClassLoader())
                    .getLoaded()
                    .getConstructor()
                    .newInstance();
        }
    }

    private static Map<String, Set<String>> beans(Path routes) throws IOException {
        Map<String, Set<String>> beans = new TreeMap<>();
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                collect(YAML.readTree(Files.readString(file)), beans);
            }
        }
        return beans;
    }

    private static void collect(JsonNode node, Map<String, Set<String>> beans) {
        node.properties().forEach(property -> {
            if (NAMING.contains(property.getKey())) {
                String name = property.getValue().asText().replaceFirst("^#(bean:)?", "");
                Set<String> methods = beans.computeIfAbsent(name, unknown -> new TreeSet<>());
                if (property.getKey().equals("ref") && node.has("method")) {
                    methods.add(node.get("method").asText());
                }
            }
        });
        node.forEach(child -> collect(child, beans));
    }

    /** Keeps the newest exchange. */
    private static final class LastAggregation implements AggregationStrategy {
        @Override
        public Exchange aggregate(Exchange old, Exchange newest) {
            return newest;
        }
    }
}
