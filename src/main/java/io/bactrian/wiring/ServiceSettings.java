package io.bactrian.wiring;

import io.bactrian.access.CallLimits;
import io.bactrian.access.Limits;
import io.bactrian.access.Throttle;
import io.bactrian.access.session.SessionSettings;
import io.bactrian.api.server.ManagementSettings;
import io.bactrian.api.server.ServerSettings;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.event.EventSettings;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.FailureSettings;
import io.bactrian.failure.FailureSettings.Policy;
import io.bactrian.retention.RetentionSettings;
import io.bactrian.run.RunSettings;
import io.bactrian.store.DatabaseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The settings of each feature, made from the properties. */
public final class ServiceSettings {
    private final Settings values;

    public ServiceSettings(Settings values) {
        this.values = values;
    }

    public DatabaseSettings database() {
        return new DatabaseSettings(
                values.text("database.url"),
                values.text("database.username"),
                values.text("database.password"),
                values.text("database.migration-username"),
                values.text("database.migration-password"),
                values.number("database.pool.maximum-size"),
                values.duration("database.pool.connection-timeout"),
                values.duration("database.pool.socket-timeout"),
                dataDirectory());
    }

    ServerSettings server() {
        return new ServerSettings(
                values.text("server.host"),
                values.number("server.port"),
                values.flag("server.https"),
                values.duration("server.body-timeout"),
                values.duration("server.idle-timeout"));
    }

    SessionSettings sessions() {
        return new SessionSettings(
                values.duration("session.idle-timeout"),
                values.duration("session.absolute-timeout"),
                values.flag("server.https"));
    }

    Limits limits(Clock clock) {
        return new Limits(
                Throttle.standard(clock),
                Throttle.standard(clock),
                limit("limits.key-per-minute", clock),
                limit("limits.address-per-minute", clock));
    }

    /** How often each key may have a tool asked for a record. */
    CallLimits liveReads(Clock clock) {
        return limit("limits.live-per-minute", clock);
    }

    private CallLimits limit(String key, Clock clock) {
        return new CallLimits(key, values.number(key), clock);
    }

    EventSettings events() {
        return new EventSettings(
                values.duration("events.tick"),
                values.duration("events.heartbeat"),
                values.number("events.most-streams"));
    }

    ManagementSettings management() {
        return new ManagementSettings(values.text("management.host"), values.number("management.port"));
    }

    public Path dataDirectory() {
        return values.path("data.directory");
    }

    public Path routes() {
        return values.path("routes.directory");
    }

    public MasterKeySettings masterKey() {
        return new MasterKeySettings(
                values.text("security.master-key"), values.text("security.master-key-file"), dataDirectory());
    }

    RunSettings runs() {
        return new RunSettings(
                "process-" + UUID.randomUUID(),
                values.duration("run.lease"),
                values.duration("run.stalled-after"),
                values.duration("failure.longest-redelivery"));
    }

    FailureSettings failures() {
        Map<FailureCategory, Policy> policies = new EnumMap<>(FailureCategory.class);
        for (FailureCategory category : FailureCategory.values()) {
            if (!category.isRepeated()) {
                continue;
            }
            String key = "failure." + category.word().replace('_', '-');
            policies.put(
                    category,
                    new Policy(
                            values.number(key + ".attempts"),
                            values.duration(key + ".delay"),
                            values.factor(key + ".multiplier"),
                            values.duration(key + ".maximum-delay")));
        }
        return new FailureSettings(policies, values.duration("failure.longest-redelivery"));
    }

    RetentionSettings retention() {
        return new RetentionSettings(
                values.duration("retention.runs"),
                values.duration("retention.failures"),
                values.duration("retention.events"),
                values.duration("retention.inconsistencies"),
                values.duration("retention.health-checks"),
                values.duration("retention.health-rollups.5m"),
                values.duration("retention.health-rollups.1h"),
                values.duration("retention.health-rollups.1d"),
                values.duration("retention.usage"));
    }

    Duration healthDeadline() {
        return values.duration("health.deadline");
    }

    /** What Camel and the routes' placeholders need to know. */
    public Map<String, String> camel() {
        Map<String, String> camel = new LinkedHashMap<>();
        camel.put("camel.main.name", "bactrian");
        camel.put("camel.main.streamCachingEnabled", "false");
        // Within the service's own patience when it stops.
        camel.put("camel.main.shutdownTimeout", "8");
        // Its meters of one name differ in their tags, which Prometheus refuses; the routes' own meters say the same.
        camel.put("camel.metrics.enableExchangeEventNotifier", "false");
        // Started when everything else is.
        camel.put("camel.component.quartz.autoStartScheduler", "false");
        // Its routes have ended by then; else each idle thread of it is waited for, half a second in all.
        camel.put("camel.component.quartz.interruptJobsOnShutdown", "true");
        camel.put("camel.component.http.httpClientConfigurer", "#bean:door");
        camel.put("camel.component.http.automaticRetriesDisabled", "true");
        camel.put("camel.component.http.redirectHandlingDisabled", "true");
        camel.put("camel.component.http.cookieManagementDisabled", "true");
        camel.put("routes.watch-millis", millis(values.duration("routes.watch-interval")));
        camel.put("run.tick-interval-millis", millis(values.duration("run.tick")));
        camel.put(
                "run.lease-renewal-millis", millis(values.duration("run.lease").dividedBy(4)));
        camel.put("retention.tick-millis", millis(values.duration("retention.tick")));
        Duration health = values.duration("health.interval");
        camel.put("health.interval-millis", millis(health));
        Duration look = health.compareTo(Duration.ofSeconds(20)) > 0 ? Duration.ofSeconds(5) : health.dividedBy(4);
        camel.put("health.tick-millis", millis(look));
        camel.put("health.parallel", Integer.toString(values.number("health.parallel")));
        return camel;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
