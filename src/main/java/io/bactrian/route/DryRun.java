package io.bactrian.route;

import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureRoutes;
import io.bactrian.failure.IntegrationFailures;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.RouteText;
import io.bactrian.tool.declaration.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** Has Camel build routes beside the running ones, with their beans; only what is sent through them starts them. */
final class DryRun {
    private final CamelContext live;
    private final Supplier<List<RouteConfigurationsBuilder>> policies;

    /** @param policies the route configurations that routes name, made anew at each asking */
    DryRun(CamelContext live, Supplier<List<RouteConfigurationsBuilder>> policies) {
        this.live = live;
        this.policies = policies;
    }

    void build(FlowPath path, List<RouteText> routes) throws BrokenFlow {
        if (routes.isEmpty()) {
            return;
        }
        try (DefaultCamelContext beside = beside()) {
            beside.setAutoStartup(false);
            beside.start();
            new LiveRoutes(beside).add(path, routes);
        } catch (BrokenFlow e) {
            throw e;
        } catch (Exception e) {
            String message = "cannot be built: " + e.getMessage();
            throw new BrokenFlow(List.of(new Problem(path.path(), "", message)), e);
        }
    }

    /** Starts routes beside the running ones, sends something through one of them and ends them; a failure is recorded nowhere. */
    void send(FlowPath path, List<RouteText> routes, String route, Object body) throws ToolFailure {
        try (DefaultCamelContext beside = beside()) {
            beside.setStreamCaching(live.isStreamCaching());
            beside.addComponent("http", sameWayOut());
            beside.addRoutes(new FailureRoutes());
            beside.start();
            new LiveRoutes(beside).add(path, routes);
            try (ProducerTemplate template = beside.createProducerTemplate()) {
                template.sendBodyAndProperty("direct:" + route, body, IntegrationFailures.OPINION, true);
            }
        } catch (Exception e) {
            throw Classification.of(e);
        }
    }

    private DefaultCamelContext beside() throws Exception {
        DefaultCamelContext beside = new DefaultCamelContext(new DefaultRegistry(new BeansOf(live)));
        beside.disableJMX();
        for (RouteConfigurationsBuilder builder : policies.get()) {
            beside.addRoutesConfigurations(builder);
        }
        return beside;
    }

    /** Calls go out by the same door, and by no other. */
    private HttpComponent sameWayOut() {
        HttpComponent running = live.getComponent("http", HttpComponent.class);
        HttpComponent same = new HttpComponent();
        same.setHttpClientConfigurer(Objects.requireNonNull(running.getHttpClientConfigurer(), "calls need a door"));
        same.setAutomaticRetriesDisabled(running.isAutomaticRetriesDisabled());
        same.setRedirectHandlingDisabled(running.isRedirectHandlingDisabled());
        same.setCookieManagementDisabled(running.isCookieManagementDisabled());
        return same;
    }

    /** Reads through to the beans of the running context, but for components: what ends beside would end those, too. */
    private record BeansOf(CamelContext live) implements BeanRepository {
        @Override
        public @Nullable Object lookupByName(String name) {
            Object bean = live.getRegistry().lookupByName(name);
            return bean instanceof Component ? null : bean;
        }

        @Override
        public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
            T bean = live.getRegistry().lookupByNameAndType(name, type);
            return bean instanceof Component ? null : bean;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return type == Component.class ? Map.of() : live.getRegistry().findByTypeWithName(type);
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return type == Component.class ? Set.of() : live.getRegistry().findByType(type);
        }
    }
}
