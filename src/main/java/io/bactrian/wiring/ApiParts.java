package io.bactrian.wiring;

import io.bactrian.access.AccessHandler;
import io.bactrian.access.Limits;
import io.bactrian.access.key.AdminKey;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.session.Sessions;
import io.bactrian.access.session.Standing;
import io.bactrian.api.ApiPolicies;
import io.bactrian.api.ApiRoutes;
import io.bactrian.api.AuditOperations;
import io.bactrian.api.ConsistencyOperations;
import io.bactrian.api.FailureOperations;
import io.bactrian.api.HealthOperations;
import io.bactrian.api.IntegrationOperations;
import io.bactrian.api.KeyOperations;
import io.bactrian.api.LiveReader;
import io.bactrian.api.PruneRoutes;
import io.bactrian.api.RecordOperations;
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
import io.bactrian.event.EventFeed;
import io.bactrian.event.EventLog;
import io.bactrian.failure.FailureHistory;
import io.bactrian.health.HealthHistory;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.LiveRecords;
import io.bactrian.route.RouteFiles;
import io.bactrian.sync.mirror.Mirror;
import io.bactrian.usage.UsageReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** The parts of the API: who may call, what can be asked, and the servers and streams that answer. */
final class ApiParts {
    final Optional<String> newAdminKey;
    final Servers servers;
    final EventFeed feed;
    final EventStreams streams;
    private final Shared shared;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final Limits limits;
    private final Answers answers;
    private final RefusalLog refused;

    ApiParts(Shared shared, String adminKey) {
        this.shared = shared;
        ServiceSettings settings = shared.settings;
        this.keys = new ApiKeys(shared.jdbi);
        this.newAdminKey = new AdminKey(keys).ensure(adminKey);
        this.sessions = new Sessions(shared.jdbi, settings.sessions(), shared.clock);
        this.limits = settings.limits(shared.clock);
        this.refused = new RefusalLog(new AuditLog(shared.jdbi), shared.meters, limits.notedRefusals());
        this.answers = new Answers(shared.jdbi, shared.clock);
        this.servers = new Servers(
                settings.server(),
                settings.management(),
                refusals -> new AccessHandler(keys, sessions, limits, refusals, refused, shared.clock));
        EventLog events = new EventLog(shared.jdbi);
        Standing standing = new Standing(shared.jdbi, settings.sessions(), shared.clock);
        this.feed = new EventFeed(events, settings.events());
        this.streams = new EventStreams(events, feed, settings.events(), standing, shared.clock);
    }

    /** Binds what its routes name, and adds them. */
    void bind(Main camel, IntegrationService operations, LiveRecords records, Supplier<RouteFiles> deployments) {
        LiveReader live = new LiveReader(records, shared.settings.liveReads(shared.clock), refused::refused);
        camel.bind("mainHttpServerFactory", servers.factory());
        camel.bind("sessions", sessions);
        camel.bind("answers", answers);
        camel.configure().addRoutesBuilder(new ApiPolicies(refused::refused));
        camel.configure().addRoutesBuilder(new PruneRoutes());
        camel.configure()
                .addRoutesBuilder(new ApiRoutes(
                        answers,
                        List.of(
                                new ToolOperations(operations),
                                new IntegrationOperations(operations),
                                new RunOperations(operations),
                                new ConsistencyOperations(operations),
                                new RecordOperations(operations, new Mirror(shared.jdbi), live),
                                new FailureOperations(operations, new FailureHistory(shared.jdbi), refused::refused),
                                new HealthOperations(operations, new HealthHistory(shared.jdbi, shared.clock)),
                                new UsageOperations(new UsageReport(shared.jdbi, shared.traffic), shared.clock),
                                new SessionOperations(keys, sessions, limits.wrongKeys(), shared.clock),
                                new KeyOperations(new KeyRegister(shared.jdbi), shared.clock),
                                new RouteOperations(operations, deployments),
                                new AuditOperations(new AuditTrail(shared.jdbi)))));
    }
}
