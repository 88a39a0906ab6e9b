package io.bactrian.wiring;

import io.bactrian.connection.Changes;
import io.bactrian.connection.ConnectionRecovery;
import io.bactrian.connection.Connections;
import io.bactrian.connection.ProbeAggregation;
import io.bactrian.connection.Probes;
import io.bactrian.connection.Rehearsals;
import io.bactrian.connection.Removals;
import io.bactrian.connection.ScopeAggregation;
import io.bactrian.connection.ScopeProbes;
import io.bactrian.connection.Trials;
import io.bactrian.connection.VariantProbe;
import io.bactrian.event.Events;
import io.bactrian.failure.Failure;
import io.bactrian.failure.IntegrationFailures;
import io.bactrian.failure.Recovery;
import io.bactrian.failure.RecoveryPolicy;
import io.bactrian.health.HealthChecks;
import io.bactrian.health.HealthRollups;
import io.bactrian.outbound.Calls;
import io.bactrian.outbound.ReportedErrors;
import io.bactrian.retention.Retention;
import io.bactrian.route.CountedDirectComponent;
import io.bactrian.route.canary.Canary;
import io.bactrian.run.Halt;
import io.bactrian.run.RunQueue;
import io.bactrian.run.RunRecovery;
import io.bactrian.run.Schedule;
import io.bactrian.run.Stalls;
import io.bactrian.store.MappedRows;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Views;
import io.bactrian.sync.SyncBeans;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.sync.live.LiveReads;
import io.bactrian.sync.mirror.Mirror;
import io.bactrian.usage.UsageSums;
import io.bactrian.validation.ValidationBeans;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Handle;

/** The beans that the routes name, feature by feature. */
final class FeatureBeans {
    private final Shared shared;
    private final Main camel;
    private final Calls calls;

    FeatureBeans(Shared shared, Main camel) {
        this.shared = shared;
        this.camel = camel;
        this.calls = new Calls(shared.connections);
    }

    /** Binds all of them. */
    void bind(RunQueue queue, ExecutorService walksPool) {
        bindPlatform();
        bindConnections();
        bindFailures();
        bindRuns(queue);
        bindHealth();
        bindUsage();
        bindSync(walksPool);
    }

    private void bindPlatform() {
        camel.bind("metricsRegistry", shared.meters);
        camel.bind("direct", new CountedDirectComponent());
        camel.bind("database", shared.database.bean());
        camel.bind("door", shared.door);
        camel.bind("budgets", shared.budgets);
        camel.bind("retention", new Retention(shared.jdbi, shared.settings.retention(), shared.meters, shared.clock));
    }

    private void bindConnections() {
        Probes probes = new Probes(calls, shared.connections, shared.buffers);
        camel.bind("probes", probes);
        camel.bind("probeAggregation", new ProbeAggregation(probes));
        camel.bind(
                "variantProbe",
                new VariantProbe(calls, shared.connections, shared.buffers, shared.tools, shared.database::entity));
        ScopeProbes scopeProbes = new ScopeProbes(calls, shared.connections, shared.buffers);
        camel.bind("scopeProbes", scopeProbes);
        camel.bind("scopeAggregation", new ScopeAggregation(scopeProbes));
        camel.bind("connections", new Connections(shared.tools, shared.connections, shared.database::entity));
        camel.bind(
                "changes", new Changes(shared.tools, shared.connections, shared.credentials, shared.database::entity));
        camel.bind(
                "trials",
                new Trials(
                        shared.tools, shared.connections, shared.credentials, shared.database::entity, shared.clock));
        camel.bind("removals", new Removals(shared.jdbi, shared.connections));
        camel.bind("connectionRecovery", new ConnectionRecovery(shared.connections));
    }

    private void bindFailures() {
        camel.bind(
                "integrationFailures",
                new IntegrationFailures(
                        shared.jdbi,
                        new RecoveryPolicy(shared.failures.longestRedelivery()),
                        new ReportedErrors(shared.connections, shared.tools, shared.clock),
                        shared.connections::isRenewed,
                        shared.meters,
                        FeatureBeans::needsPerson,
                        shared.clock));
    }

    private static void needsPerson(Handle handle, Failure failure, Recovery recovery) {
        Events.add(
                handle,
                "failure.needs_person",
                failure.integrationId(),
                Map.of("category", failure.category().word(), "fingerprint", failure.fingerprint()));
    }

    private void bindRuns(RunQueue queue) {
        camel.bind("runs", shared.runs);
        camel.bind("runQueue", queue);
        camel.bind("schedule", new Schedule(shared.jdbi, shared.clock));
        camel.bind("runRecovery", new RunRecovery(shared.jdbi, shared.runs, shared.clock));
        camel.bind("stalls", new Stalls(shared.runs, shared.settings.runs(), shared.clock));
        camel.bind("halt", new Halt(shared.jdbi, shared.runs, shared.leases, shared.settings.runs(), shared.clock));
    }

    private void bindHealth() {
        camel.bind("healthChecks", new HealthChecks(shared.jdbi, shared.connections));
        camel.bind("healthRollups", new HealthRollups(shared.jdbi, shared.clock));
    }

    private void bindUsage() {
        camel.bind("traffic", shared.traffic);
        camel.bind("usageSums", new UsageSums(shared.jdbi, shared.clock));
    }

    /** Sync and validation, which read the tools and the stored records by the same walks. */
    private void bindSync(ExecutorService walksPool) {
        camel.bind("walksPool", walksPool);
        RecordStore store = new RecordStore(shared.jdbi, shared.leases);
        WalkFactory factory =
                new WalkFactory(shared.jdbi, store, shared.database::entity, shared.pseudonyms, shared.buffers);
        camel.bind(
                "canary",
                new Canary(
                        new Rehearsals(shared.connections, shared.credentials, shared.database::entity, shared.clock),
                        factory,
                        new StoredRecords(shared.jdbi),
                        new MappedRows(shared.jdbi)));
        camel.bind(
                "liveReads",
                new LiveReads(shared.connections, factory, new Mirror(shared.jdbi), shared.meters, shared.clock));
        ValidationBeans.make(shared.jdbi, store, factory, shared.runs).forEach(camel::bind);
        SyncBeans.make(
                        shared.jdbi,
                        store,
                        shared.leases,
                        factory,
                        shared.database::entity,
                        shared.buffers,
                        calls,
                        shared.runs,
                        new Views(shared.database::owner),
                        shared.tools)
                .forEach(camel::bind);
    }
}
