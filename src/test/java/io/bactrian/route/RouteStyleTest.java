package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bactrian.api.Operations;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WhenDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route, in YAML and in Java, reads as the house's style wants it. */
final class RouteStyleTest {
    private static final Path ROUTES = Path.of("routes");
    private static final int MOST_NODES = 8;
    private static final int MOST_LINES = 120;
    private static final List<Class<?>> WITH_EFFECT = List.of(
            SendDefinition.class,
            ToDynamicDefinition.class,
            BeanDefinition.class,
            ProcessDefinition.class,
            EnrichDefinition.class,
            PollEnrichDefinition.class);
    private static final List<Class<?>> BRANCHES =
            List.of(CatchDefinition.class, FinallyDefinition.class, WhenDefinition.class, OtherwiseDefinition.class);

    private static CamelContext context;
    private static final List<RouteDefinition> ALL = new ArrayList<>();

    @BeforeAll
    static void load() throws Exception {
        context = BareContext.started(ROUTES);
        new FlowLoader(context, ROUTES, new Declarations(), new Tools()).load();
        ALL.clear();
        ALL.addAll(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions());
        for (Class<?> builder : builders()) {
            ALL.addAll(routesOf(builder));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        context.stop();
    }

    @Test
    void everyToolHasItsFourFlows() {
        assertThat(ALL)
                .extracting(RouteDefinition::getId)
                .contains("jira-call", "jira-connect", "jira-sync", "jira-health");
    }

    @Test
    void everyRouteHasAnIdOfLowerCaseWords() {
        assertThat(ALL).allSatisfy(route -> assertThat(route.getId()).matches("[a-z]+(-[a-z]+)+"));
        assertThat(ALL).extracting(RouteDefinition::getId).doesNotHaveDuplicates();
    }

    @Test
    void everyRouteIsDescribedInOneSentence() {
        assertThat(ALL)
                .allSatisfy(route -> assertThat(route.getDescriptionText())
                        .as(route.getId())
                        .isNotBlank()
                        .matches("[A-Z][^.]+"));
    }

    @Test
    void everyRouteHasAFailurePolicy() {
        assertThat(ALL)
                .allSatisfy(route -> assertThat(route.getRouteConfigurationId())
                        .as(route.getId())
                        .isNotBlank());
    }

    @Test
    void callsAndOnlyCallsHaveThePolicyThatRepeats() {
        assertThat(ALL)
                .filteredOn(route -> "tool-failures".equals(route.getRouteConfigurationId()))
                .isEqualTo(ALL.stream()
                        .filter(route -> route.getId().endsWith("-call"))
                        .toList());
    }

    @Test
    void onlyCallsHoldAnHttpNode() {
        assertThat(ALL)
                .allSatisfy(route -> assertThat(httpNodes(route))
                        .as(route.getId())
                        .isEqualTo(route.getId().endsWith("-call") ? List.of(route.getId() + "-fetch") : List.of()));
    }

    @Test
    void everyNodeWithAnEffectHasAnIdThatBeginsWithItsRoutes() {
        assertThat(ALL)
                .allSatisfy(route -> assertThat(nodes(route))
                        .filteredOn(node -> WITH_EFFECT.stream().anyMatch(type -> type.isInstance(node)))
                        .allSatisfy(node -> {
                            assertThat(node.hasCustomIdAssigned())
                                    .as(route.getId() + ": " + node)
                                    .isTrue();
                            assertThat(node.getId()).startsWith(route.getId() + "-");
                        }));
    }

    @Test
    void noRouteHasMoreThanEightNodes() {
        assertThat(ALL)
                .allSatisfy(route -> assertThat(nodes(route)).as(route.getId()).hasSizeLessThanOrEqualTo(MOST_NODES));
    }

    @Test
    void noRouteIsNestedMoreThanOnce() {
        assertThat(ALL)
                .allSatisfy(route ->
                        assertThat(depth(route.getOutputs())).as(route.getId()).isLessThanOrEqualTo(2));
    }

    @Test
    void aDirectNameIsTheIdOfTheRouteItStarts() {
        assertThat(ALL)
                .filteredOn(route -> route.getInput().getEndpointUri().startsWith("direct:"))
                .allSatisfy(route -> assertThat(route.getInput().getEndpointUri())
                        .isIn("direct:" + route.getId(), "direct://" + route.getId()));
    }

    @Test
    void everyDirectNameThatIsCalledIsThatOfARoute() {
        List<String> ids = ALL.stream().map(RouteDefinition::getId).toList();

        assertThat(ALL)
                .allSatisfy(route -> assertThat(nodes(route))
                        .filteredOn(SendDefinition.class::isInstance)
                        .map(node -> ((SendDefinition<?>) node).getEndpointUri())
                        .filteredOn(uri -> uri.startsWith("direct:"))
                        .allSatisfy(uri -> assertThat(ids).contains(uri.replaceFirst("direct:(//)?", ""))));
    }

    @Test
    void aFlowFileHasAtMostAHundredAndTwentyLines() throws IOException {
        try (Stream<Path> files = Files.walk(ROUTES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".camel.yaml")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }

    private static List<ProcessorDefinition<?>> nodes(RouteDefinition route) {
        List<ProcessorDefinition<?>> nodes = new ArrayList<>();
        collect(route.getOutputs(), nodes);
        return nodes;
    }

    private static void collect(List<ProcessorDefinition<?>> outputs, List<ProcessorDefinition<?>> nodes) {
        for (ProcessorDefinition<?> output : outputs) {
            nodes.add(output);
            collect(output.getOutputs(), nodes);
        }
    }

    private static int depth(List<ProcessorDefinition<?>> outputs) {
        return outputs.stream()
                .mapToInt(output -> depth(output.getOutputs())
                        + (BRANCHES.stream().anyMatch(type -> type.isInstance(output)) ? 0 : 1))
                .max()
                .orElse(0);
    }

    private static List<String> httpNodes(RouteDefinition route) {
        return nodes(route).stream()
                .filter(node -> uri(node).matches("(http|https|vertx-http|netty-http|rest):.*"))
                .map(ProcessorDefinition::getId)
                .toList();
    }

    private static String uri(ProcessorDefinition<?> node) {
        if (node instanceof SendDefinition<?> send) {
            return send.getEndpointUri();
        }
        return node instanceof ToDynamicDefinition dynamic ? dynamic.getUri() : "";
    }

    private static List<Class<?>> builders() {
        return classes(RouteBuilder.class).stream()
                .filter(type -> !RouteConfigurationBuilder.class.isAssignableFrom(type))
                .toList();
    }

    private static List<Class<?>> classes(Class<?> kind) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.bactrian").stream()
                        .filter(type -> type.isAssignableTo(kind))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static List<RouteDefinition> routesOf(Class<?> builder) {
        RouteBuilder routes = (RouteBuilder) instance(builder);
        routes.setCamelContext(context);
        try {
            routes.configure();
        } catch (Exception e) {
            throw new IllegalStateException(builder + " cannot say its routes", e);
        }
        return routes.getRouteCollection().getRoutes();
    }

    private static Object instance(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(RouteStyleTest::nothing)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    /** What stands in for a collaborator while a builder only says what its routes are. */
    private static Object nothing(Class<?> type) {
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type == String.class) {
            return "5m";
        }
        if (type == List.class) {
            return classes(Operations.class).stream()
                    .map(RouteStyleTest::instance)
                    .toList();
        }
        return type.isInterface()
                ? Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null)
                : null;
    }
}
