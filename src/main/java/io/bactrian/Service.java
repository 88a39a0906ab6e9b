package io.bactrian;

import io.bactrian.access.AccessHandler;
import io.bactrian.access.AdminKey;
import io.bactrian.access.ApiKeys;
import io.bactrian.access.KeyRegister;
import io.bactrian.access.Limits;
import io.bactrian.access.Sessions;
import io.bactrian.access.Standing;
import io.bactrian.access.Throttle;
import io.bactrian.api.ApiPolicies;
import io.bactrian.api.ApiRoutes;
import io.bactrian.api.AuditOperations;
import io.bactrian.api.ConsistencyOperations;
import io.bactrian.api.FailureOperations;
import io.bactrian.api.HealthOperations;
import io.bactrian.api.IntegrationOperations;
import io.bactrian.api.KeyOperations;
import io.bactrian.api.PruneRoutes;
import io.bactrian.api.RouteOperations;
import io.bactrian.api.RunOperations;
import io.bactrian.api.SessionOperations;
import io.bactrian.api.ToolOperations;
import io.bactrian.api.UsageOperations;
import io.bactrian.api.repeat.Answers;
import io.bactrian.api.server.EventStreams;
import io.bactrian.api.server.Servers;
import io.bactrian.audit.AuditLog;
import io.bactrian.audit.AuditTrail;
import io.bactrian.audit.RefusalLog;
import io.bactrian.connection.Changes;
import io.bactrian.connection.ConnectionRecovery;
import io.bactrian.connection.ConnectionRecoveryRoutes;
import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.connection.ConnectionRoutes;
import io.bactrian.connection.Connections;
import io.bactrian.connection.ProbeAggregation;
import io.bactrian.connection.Probes;
import io.bactrian.connection.Removals;
import io.bactrian.connection.Trials;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.credential.Pseudonyms;
import io.bactrian.credential.Vault;
import io.bactrian.event.EventFeed;
import io.bactrian.event.EventLog;
import io.bactrian.event.Events;
import io.bactrian.failure.Failure;
import io.bactrian.failure.FailureHistory;
import io.bactrian.failure.FailureRoutes;
import io.bactrian.failure.FailureSettings;
import io.bactrian.failure.FlowPolicies;
import io.bactrian.failure.IntegrationFailures;
import io.bactrian.failure.Recovery;
import io.bactrian.failure.RecoveryPolicy;
import io.bactrian.failure.Retries;
import io.bactrian.failure.ToolPolicies;
import io.bactrian.health.HealthChecks;
import io.bactrian.health.HealthHistory;
import io.bactrian.health.HealthRollups;
import io.bactrian.health.HealthRoutes;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.RoutedIntegrationService;
import io.bactrian.outbound.Budgets;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.outbound.Door;
import io.bactrian.outbound.Guard;
import io.bactrian.outbound.ReportedErrors;
import io.bactrian.retention.Retention;
import io.bactrian.retention.RetentionRoutes;
import io.bactrian.route.CountedDirectComponent;
import io.bactrian.route.Deployments;
import io.bactrian.route.RouteFiles;
import io.bactrian.run.Halt;
import io.bactrian.run.RunQueue;
import io.bactrian.run.RunRecovery;
import io.bactrian.run.RunRecoveryRoutes;
import io.bactrian.run.RunReports;
import io.bactrian.run.RunRoutes;
import io.bactrian.run.Runs;
import io.bactrian.run.Schedule;
import io.bactrian.store.Database;
import io.bactrian.store.Leases;
import io.bactrian.store.RecordStore;
import io.bactrian.store.Views;
import io.bactrian.sync.StreamViews;
import io.bactrian.sync.SyncBeans;
import io.bactrian.sync.WalkFactory;
import io.bactrian.tool.Tools;
import io.bactrian.usage.Traffic;
import io.bactrian.usage.UsageReport;
import io.bactrian.usage.UsageRoutes;
import io.bactrian.usage.UsageSums;
import io.bactrian.validation.Inconsistencies;
import io.bactrian.validation.ValidationBeans;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: everything made, wired and started in the order in which it depends on each other. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final int WALK_THREADS = 8;
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

    /** Of the 20 seconds in which a stop is over; the rest is the database's. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    private final Main camel = new Main();
    private final ServiceSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Tools tools = new Tools();
    private final Buffers buffers = new Buffers();
    private final ExecutorService walksPool = Executors.newFixedThreadPool(WALK_THREADS, new Threads("walk"));
    private final Database database;
    private final Pseudonyms pseudonyms;
    private final Traffic traffic;
    private final Door door;
    private final Runs runs;
    private final DatabaseReadiness readiness;
    private final Credentials credentials;
    private final RunQueue queue;
    private final ConnectionRegistry connections;
    private final IntegrationService operations;
    private final Servers servers;
    private final EventFeed feed;
    private final EventStreams streams;
    private final Optional<String> newAdminKey;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Retries retries;
    private final Thread stopAtExit = new Thread(this::stop, "stop");
    private volatile @Nullable ProducerTemplate template;
    private volatile @Nullable RouteFiles deployments;
    private boolean stopped;

    private Service(Settings values, Database database) {
        this.settings = new ServiceSettings(values);
        this.database = database;
        Guard guard = new Guard(values.list("network.trusted-hosts"));
        MasterKey masterKey = masterKey(database.jdbi(), settings.masterKey());
        credentials = new Credentials(database.jdbi(), new Vault(masterKey));
        credentials.checkKey();
        pseudonyms = new Pseudonyms(masterKey);
        connections = new ConnectionRegistry(database.jdbi(), credentials, tools, guard, clock);
        FailureSettings failures = settings.failures();
        Budgets budgets = new Budgets(connections, failures.longestRedelivery(), clock);
        traffic = new Traffic(database.jdbi(), clock);
        door = new Door(connections, buffers, guard, budgets, traffic, clock, "Bactrian/" + Version.number());
        Leases leases = new Leases(database.jdbi());
        readiness = new DatabaseReadiness(database.jdbi());
        runs = new Runs(database.jdbi(), leases, connections, settings.runs(), clock);
        queue = new RunQueue(database.jdbi());
        ApiKeys keys = new ApiKeys(database.jdbi());
        newAdminKey = new AdminKey(keys).ensure(values.text("security.admin-key"));
        retries = new Retries(failures, meters);
        RefusalLog refused = new RefusalLog(new AuditLog(database.jdbi()), meters, Throttle.standard(clock));
        Sessions sessions = new Sessions(database.jdbi(), settings.sessions(), clock);
        Limits limits = settings.limits(clock);
        Answers answers = new Answers(database.jdbi(), clock);
        servers = new Servers(
                settings.server(),
                settings.management(),
                refusals -> new AccessHandler(keys, sessions, limits, refusals, refused, clock));
        EventLog events = new EventLog(database.jdbi());
        feed = new EventFeed(events, settings.events());
        streams = new EventStreams(
                events, feed, settings.events(), new Standing(database.jdbi(), settings.sessions(), clock), clock);
        operations = new RoutedIntegrationService(
                this::template,
                tools,
                connections,
                runs,
                new RunReports(database.jdbi()),
                new Inconsistencies(database.jdbi()));
        bind(budgets, leases, failures, meters, refused);
        camel.bind("sessions", sessions);
        camel.bind("answers", answers);
        camel.configure().addRoutesBuilder(new PruneRoutes());
        camel.configure()
                .addRoutesBuilder(new ApiRoutes(
                        answers,
                        List.of(
                                new ToolOperations(operations),
                                new IntegrationOperations(operations),
                                new RunOperations(operations),
                                new ConsistencyOperations(operations),
                                new FailureOperations(
                                        operations, new FailureHistory(database.jdbi()), refused::refused),
                                new HealthOperations(operations, new HealthHistory(database.jdbi(), clock)),
                                new UsageOperations(new UsageReport(database.jdbi(), traffic), clock),
                                new SessionOperations(keys, sessions, limits.wrongKeys(), clock),
                                new KeyOperations(new KeyRegister(database.jdbi()), clock),
                                new RouteOperations(this::deployments),
                                new AuditOperations(new AuditTrail(database.jdbi())))));
    }

    private static MasterKey masterKey(Jdbi jdbi, MasterKeySettings settings) {
        return Credentials.isSealed(jdbi) ? MasterKey.existing(settings) : MasterKey.load(settings);
    }

    private static void needsPerson(Handle handle, Failure failure, Recovery recovery) {
        Events.add(
                handle,
                "failure.needs_person",
                failure.integrationId(),
                Map.of("category", failure.category().word(), "fingerprint", failure.fingerprint()));
    }

    /** Starts the service, which stops when it is closed or the process is told to end. */
    static Service start(Settings values) {
        Service service = make(values, Database.open(new ServiceSettings(values).database()));
        Runtime.getRuntime().addShutdownHook(service.stopAtExit);
        try {
            service.startCamel();
            return service;
        } catch (Exception e) {
            service.close();
            throw new StartFailed(e);
        }
    }

    private static Service make(Settings values, Database database) {
        try {
            return new Service(values, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void bind(
            Budgets budgets,
            Leases leases,
            FailureSettings failures,
            PrometheusMeterRegistry meters,
            RefusalLog refused) {
        Calls calls = new Calls(connections);
        Probes probes = new Probes(calls, connections, buffers);
        camel.bind("mainHttpServerFactory", servers.factory());
        camel.bind("metricsRegistry", meters);
        camel.bind("direct", new CountedDirectComponent());
        camel.bind("database", database.bean());
        camel.bind("door", door);
        camel.bind("budgets", budgets);
        camel.bind("probes", probes);
        camel.bind("probeAggregation", new ProbeAggregation(probes));
        camel.bind("connections", new Connections(tools, connections, database::entity));
        camel.bind("changes", new Changes(tools, connections, credentials, database::entity));
        camel.bind("trials", new Trials(tools, connections, credentials, database::entity, clock));
        camel.bind("removals", new Removals(database.jdbi(), connections));
        camel.bind("halt", new Halt(database.jdbi(), runs, leases, settings.runs(), clock));
        camel.bind("healthRollups", new HealthRollups(database.jdbi(), clock));
        camel.bind("healthChecks", new HealthChecks(database.jdbi(), connections));
        camel.bind(
                "integrationFailures",
                new IntegrationFailures(
                        database.jdbi(),
                        new RecoveryPolicy(failures.longestRedelivery()),
                        new ReportedErrors(connections, tools, clock),
                        connections::isRenewed,
                        meters,
                        Service::needsPerson,
                        clock));
        camel.bind("traffic", traffic);
        camel.bind("usageSums", new UsageSums(database.jdbi(), clock));
        camel.bind("retention", new Retention(database.jdbi(), settings.retention(), meters, clock));
        camel.bind("connectionRecovery", new ConnectionRecovery(connections));
        camel.bind("runRecovery", new RunRecovery(database.jdbi(), runs, clock));
        camel.bind("runs", runs);
        camel.bind("runQueue", queue);
        camel.bind("schedule", new Schedule(database.jdbi(), clock));
        camel.bind("walksPool", walksPool);
        RecordStore store = new RecordStore(database.jdbi(), leases);
        WalkFactory factory = WalkFactory.make(database.jdbi(), store, database::entity, pseudonyms, buffers);
        ValidationBeans.make(database.jdbi(), store, factory, runs).forEach(camel::bind);
        SyncBeans.make(
                        database.jdbi(),
                        store,
                        leases,
                        factory,
                        database::entity,
                        buffers,
                        calls,
                        runs,
                        new Views(database::owner),
                        tools)
                .forEach(camel::bind);
        camel.configure().addRoutesBuilder(new ToolPolicies(retries));
        for (RoutesBuilder routes : List.of(
                new FlowPolicies(),
                new FailureRoutes(),
                new ConnectionRecoveryRoutes(),
                new RunRecoveryRoutes(),
                new ApiPolicies(refused::refused),
                new ConnectionRoutes(),
                new RunRoutes(),
                new HealthRoutes(settings.healthDeadline()),
                new UsageRoutes(),
                new RetentionRoutes())) {
            camel.configure().addRoutesBuilder(routes);
        }
    }

    private void startCamel() throws Exception {
        camel.setDefaultPropertyPlaceholderLocation("false");
        // The usual one has a hook of its own, which would stop Camel beside ours.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        settings.camel().forEach(camel::addInitialProperty);
        servers.properties().forEach(camel::addInitialProperty);
        camel.start();
        CamelContext context = camel.getCamelContext();
        template = context.createProducerTemplate();
        HealthCheckRegistry.get(context).register(readiness);
        servers.verify(context);
        servers.offer(context, streams);
        loadFlows(context);
        connections.load();
        for (String timer : TIMERS) {
            context.getRouteController().startRoute(timer);
        }
    }

    private ProducerTemplate template() {
        return Objects.requireNonNull(template, "the service has not started");
    }

    private void loadFlows(CamelContext context) throws Exception {
        StreamViews views = context.getRegistry().findSingleByType(StreamViews.class);
        deployments = Deployments.start(
                context,
                settings.routes(),
                database.jdbi(),
                tools,
                runs.gate(),
                tool -> {
                    connections.redeclared(tool);
                    views.remake(tool);
                },
                () -> List.of(new ToolPolicies(retries), new FlowPolicies()),
                meters);
    }

    private RouteFiles deployments() {
        return Objects.requireNonNull(deployments, "the service has not started");
    }

    /** Where the API listens. */
    String address() {
        return "http://" + settings.server().host() + ":" + servers.serverPort();
    }

    int managementPort() {
        return servers.managementPort();
    }

    /** The administrator's key when it was made by this start. */
    Optional<String> newAdminKey() {
        return newAdminKey;
    }

    IntegrationService operations() {
        return operations;
    }

    Buffers buffers() {
        return buffers;
    }

    Database database() {
        return database;
    }

    Tools tools() {
        return tools;
    }

    /** How many streams of events are open. */
    int streams() {
        return feed.size();
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            LOG.debug("the process ends already, and stops the service by itself", e);
        }
        stop();
    }

    /** Lets the runs end at their next page, then stops everything; who comes second waits until that is done. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        queue.stop();
        runs.stop();
        feed.close();
        stopCamel();
        readiness.close();
        walksPool.shutdown();
        door.close();
        database.close();
    }

    /** A call that hangs may hold Camel up as long as it likes; it is left behind, as a run outlives a kill, too. */
    private void stopCamel() {
        Thread stopping = new Thread(this::stopAndCount, "stop-camel");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("something hangs and is not waited for; its run goes on at the next start");
        }
    }

    /** What was asked of the tools up to the end is counted, too. */
    private void stopAndCount() {
        camel.stop();
        traffic.write();
    }
}
