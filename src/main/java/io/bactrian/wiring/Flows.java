package io.bactrian.wiring;

import io.bactrian.connection.ConnectionRecoveryRoutes;
import io.bactrian.connection.ConnectionRoutes;
import io.bactrian.failure.FailureRoutes;
import io.bactrian.failure.FlowPolicies;
import io.bactrian.failure.ToolPolicies;
import io.bactrian.health.HealthRoutes;
import io.bactrian.retention.RetentionRoutes;
import io.bactrian.route.Deployments;
import io.bactrian.route.RouteFiles;
import io.bactrian.route.canary.CanaryRoutes;
import io.bactrian.run.RunRecoveryRoutes;
import io.bactrian.run.RunRoutes;
import io.bactrian.sync.view.StreamViews;
import io.bactrian.usage.UsageRoutes;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** The flows: those that come along, those of the tools' files, and the way to start one. */
final class Flows {
    /** Begin their work when everything else is there. */
    private static final List<String> TIMERS = List.of(
            "run-leases",
            "run-tick",
            "run-retries",
            "health-tick",
            "health-rollup",
            "usage-write",
            "usage-sum",
            "retention-tick");

    private final Shared shared;
    private volatile @Nullable ProducerTemplate template;
    private volatile @Nullable RouteFiles deployments;

    Flows(Shared shared) {
        this.shared = shared;
    }

    /** Adds those that come along; Camel starts them itself. */
    void add(Main camel) {
        for (RoutesBuilder routes : List.of(
                new ToolPolicies(shared.retries),
                new FlowPolicies(),
                new FailureRoutes(),
                new ConnectionRecoveryRoutes(),
                new RunRecoveryRoutes(),
                new ConnectionRoutes(),
                new RunRoutes(),
                new HealthRoutes(shared.settings.healthDeadline()),
                new UsageRoutes(),
                new CanaryRoutes(),
                new RetentionRoutes())) {
            camel.configure().addRoutesBuilder(routes);
        }
    }

    /** From now on a flow can be started. */
    void open(CamelContext context) {
        template = context.createProducerTemplate();
    }

    /** Loads those of the tools' files. */
    void load(CamelContext context) throws Exception {
        StreamViews views = context.getRegistry().findSingleByType(StreamViews.class);
        deployments = Deployments.start(
                context,
                shared.settings.routes(),
                shared.jdbi,
                shared.tools,
                shared.runs.gate(),
                tool -> {
                    shared.connections.redeclared(tool);
                    views.remake(tool);
                },
                () -> List.of(new ToolPolicies(shared.retries), new FlowPolicies()),
                shared.meters);
    }

    void startTimers(CamelContext context) throws Exception {
        for (String timer : TIMERS) {
            context.getRouteController().startRoute(timer);
        }
        startScheduler(context);
    }

    /** As the last: what is due before its route has started is due again only after its whole interval, be it an hour. */
    private static void startScheduler(CamelContext context) throws Exception {
        QuartzComponent quartz = context.getComponent("quartz", QuartzComponent.class);
        quartz.setAutoStartScheduler(true);
        quartz.onCamelContextStarted(context, true);
    }

    ProducerTemplate template() {
        return Objects.requireNonNull(template, "the service has not started");
    }

    RouteFiles deployments() {
        return Objects.requireNonNull(deployments, "the service has not started");
    }
}
