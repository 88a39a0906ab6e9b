package io.bactrian.wiring;

import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.LiveRecords;
import io.bactrian.operation.RoutedIntegrationService;
import io.bactrian.outbound.Buffers;
import io.bactrian.run.RunQueue;
import io.bactrian.run.RunReports;
import io.bactrian.store.Database;
import io.bactrian.tool.Tools;
import io.bactrian.validation.Inconsistencies;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: how it starts, what of it can be reached, and how it stops. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final int WALK_THREADS = 8;

    /** Of the 20 seconds in which a stop is over; the rest is the database's. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    private final Main camel = new Main();
    private final ExecutorService walksPool = Executors.newFixedThreadPool(WALK_THREADS, new Threads("walk"));
    private final Shared shared;
    private final ApiParts api;
    private final Flows flows;
    private final RunQueue queue;
    private final DatabaseReadiness readiness;
    private final IntegrationService operations;
    private final Thread stopAtExit = new Thread(this::stop, "stop");
    private boolean stopped;

    private Service(Settings values, Database database) {
        shared = new Shared(values, database);
        api = new ApiParts(shared, values.text("security.admin-key"));
        flows = new Flows(shared);
        queue = new RunQueue(shared.jdbi);
        readiness = new DatabaseReadiness(shared.jdbi);
        operations = new RoutedIntegrationService(
                flows::template,
                shared.tools,
                shared.connections,
                shared.runs,
                new RunReports(shared.jdbi),
                new Inconsistencies(shared.jdbi));
        new FeatureBeans(shared, camel).bind(queue, walksPool);
        flows.add(camel);
        api.bind(camel, operations, new LiveRecords(flows::template), flows::deployments);
    }

    /** Starts the service, which stops when it is closed or the process is told to end. */
    public static Service start(Settings values) {
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

    private void startCamel() throws Exception {
        camel.setDefaultPropertyPlaceholderLocation("false");
        // The usual one has a hook of its own, which would stop Camel beside ours.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.addMainListener(SharedDescriptions.install());
        shared.settings.camel().forEach(camel::addInitialProperty);
        api.servers.properties().forEach(camel::addInitialProperty);
        camel.start();
        CamelContext context = camel.getCamelContext();
        flows.open(context);
        HealthCheckRegistry.get(context).register(readiness);
        api.servers.verify(context);
        api.servers.offer(context, api.streams);
        flows.load(context);
        shared.connections.load();
        flows.startTimers(context);
    }

    /** Where the API listens. */
    public String address() {
        return "http://" + shared.settings.server().host() + ":" + api.servers.serverPort();
    }

    public int managementPort() {
        return api.servers.managementPort();
    }

    /** The administrator's key when it was made by this start. */
    public Optional<String> newAdminKey() {
        return api.newAdminKey;
    }

    public IntegrationService operations() {
        return operations;
    }

    public Buffers buffers() {
        return shared.buffers;
    }

    public Database database() {
        return shared.database;
    }

    public Tools tools() {
        return shared.tools;
    }

    /** How many streams of events are open. */
    public int streams() {
        return api.feed.size();
    }

    public CamelContext context() {
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
        shared.runs.stop();
        api.feed.close();
        stopCamel();
        readiness.close();
        walksPool.shutdown();
        shared.door.close();
        shared.database.close();
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
        shared.traffic.write();
    }
}
