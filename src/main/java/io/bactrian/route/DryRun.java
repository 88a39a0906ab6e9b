package io.bactrian.route;

import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.RouteText;
import io.bactrian.tool.declaration.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** Has Camel build routes beside the running ones, with their beans, and starts nothing. */
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
        try (DefaultCamelContext beside = new DefaultCamelContext(new DefaultRegistry(new BeansOf(live)))) {
            beside.disableJMX();
            beside.setAutoStartup(false);
            for (RouteConfigurationsBuilder builder : policies.get()) {
                beside.addRoutesConfigurations(builder);
            }
            beside.start();
            new LiveRoutes(beside).add(path, routes);
        } catch (BrokenFlow e) {
            throw e;
        } catch (Exception e) {
            String message = "cannot be built: " + e.getMessage();
            throw new BrokenFlow(List.of(new Problem(path.path(), "", message)), e);
        }
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
