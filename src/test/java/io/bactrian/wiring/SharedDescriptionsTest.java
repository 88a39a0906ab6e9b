package io.bactrian.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListener;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown over JMX does not depend on how its descriptions are held. */
class SharedDescriptionsTest {
    private static final Set<String> NAMED = Set.of("components", "context", "endpoints", "processors", "routes");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void everyMBeanIsDescribedAsCamelDescribesIt() throws JMException {
        start(new MainListenerSupport());
        Map<String, Set<String>> usual = described();
        main.stop();

        start(SharedDescriptions.install());

        assertThat(usual).hasSizeGreaterThan(10);
        Map<String, Set<String>> shared = described();
        assertThat(shared).containsOnlyKeys(usual.keySet());
        usual.forEach((name, features) ->
                assertThat(shared.get(name)).as(name).containsExactlyInAnyOrderElementsOf(features));
    }

    @Test
    void twoNodesOfAKindShareOneDescription() throws JMException {
        start(SharedDescriptions.install());

        MBeanInfo first = server.getMBeanInfo(node("log1"));
        MBeanInfo second = server.getMBeanInfo(node("log2"));

        assertThat(second.getAttributes()[0]).isSameAs(first.getAttributes()[0]);
        assertThat(server.getAttribute(node("log1"), "RouteId")).isEqualTo("first");
        assertThat(server.getAttribute(node("log2"), "RouteId")).isEqualTo("second");
    }

    private ObjectName node(String id) throws JMException {
        return server.queryNames(new ObjectName("org.apache.camel:type=processors,name=\"" + id + "\",*"), null)
                .iterator()
                .next();
    }

    private Map<String, Set<String>> described() throws JMException {
        Map<String, Set<String>> described = new TreeMap<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            // What has no name of its own is named by a number that differs from start to start.
            if (NAMED.contains(name.getKeyProperty("type"))) {
                described.put(
                        name.getKeyProperty("type") + " " + name.getKeyProperty("name"),
                        features(server.getMBeanInfo(name)));
            }
        }
        return described;
    }

    private static Set<String> features(MBeanInfo info) {
        return Stream.<MBeanFeatureInfo[]>of(info.getAttributes(), info.getOperations(), info.getNotifications())
                .flatMap(Stream::of)
                .map(MBeanFeatureInfo::toString)
                .collect(Collectors.toSet());
    }

    private void start(MainListener listener) {
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure().withName("described");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                route("first", "1");
                route("second", "2");
            }

            private void route(String id, String node) {
                from("direct:" + id)
                        .routeId(id)
                        .log("reached")
                        .id("log" + node)
                        .filter(body().isNotNull())
                        .id("filter" + node)
                        .to("mock:" + id)
                        .id("to" + node);
            }
        });
        main.addMainListener(listener);
        main.start();
    }
}
