package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bactrian.credential.Credentials;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the calls of each connection go, made from what is stored when it is first asked for, or for an attempt. */
final class LiveDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDestinations.class);

    /** More than make calls at a time; those of all others need not lie in memory, with their secrets. */
    private static final int MOST = 1_000;

    /** What is stored nowhere could not be made again. */
    private final Map<UUID, Destination> attempts = new ConcurrentHashMap<>();

    private final Cache<UUID, Live> live =
            Caffeine.newBuilder().maximumSize(MOST).recordStats().build();
    private final Integrations integrations;
    private final Credentials credentials;
    private final Tools tools;
    private final DestinationFactory factory;

    LiveDestinations(
            Integrations integrations,
            Credentials credentials,
            Tools tools,
            DestinationFactory factory,
            MeterRegistry meters) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.tools = tools;
        this.factory = factory;
        CaffeineCacheMetrics.monitor(meters, live, "destinations");
    }

    /** Where a connection's calls go, and the version of the integration that says so. */
    private record Live(Destination destination, Instant configuredAt) {}

    Destination of(UUID connectionId) throws ToolFailure {
        Destination attempt = attempts.get(connectionId);
        if (attempt != null) {
            return attempt;
        }
        Live known = live.getIfPresent(connectionId);
        return known == null ? refresh(connectionId) : known.destination();
    }

    /** Where the calls go by what is stored now, which another process may have changed. */
    Destination refresh(UUID connectionId) throws ToolFailure {
        Integration integration = integrations
                .find(connectionId)
                .filter(stored -> stored.status() != IntegrationStatus.DISCONNECTED)
                .orElse(null);
        if (integration == null) {
            live.invalidate(connectionId);
            throw ToolFailure.of(
                    FailureCategory.CONFIGURATION, "the integration " + connectionId + " is not connected");
        }
        Live known = live.asMap().get(connectionId);
        if (known == null || !integration.updatedAt().equals(known.configuredAt())) {
            known = new Live(destination(integration), integration.updatedAt());
            live.put(connectionId, known);
        }
        return known.destination();
    }

    /** Forgets what was made of a tool's declaration, which has changed; attempts under way keep what they began with. */
    void redeclared(Tool tool) {
        live.asMap()
                .values()
                .removeIf(known -> known.destination().tool().name().equals(tool.name()));
    }

    private Destination destination(Integration integration) throws ToolFailure {
        Tool tool = tool(integration.tool());
        JsonNode secret = credentials
                .find(integration.id())
                .orElseThrow(() -> ToolFailure.of(FailureCategory.CONFIGURATION, "the credential is missing"));
        Map<String, String> account = integration.told();
        Tool own = OwnTool.of(
                IntegrationTool.of(tool, integration.config(), account),
                integration.scope(),
                integration.dataMapping());
        return factory.make(integration.id(), own, integration.config(), secret, account);
    }

    /** Whether a credential is stored that is not the one calls are signed with; another process may have stored it. */
    boolean isRenewed(UUID id) {
        Live known = live.asMap().get(id);
        try {
            return known != null
                    && !known.destination()
                            .signature()
                            .equals(destination(integrations.find(id).orElseThrow())
                                    .signature());
        } catch (ToolFailure | RuntimeException e) {
            LOG.debug("integration {} has no other credential: {}", id, e.getMessage());
            return false;
        }
    }

    /** Lets calls be signed with what is stored. */
    void takeUp(UUID id) throws ToolFailure {
        Integration integration = integrations.find(id).orElseThrow();
        live.put(id, new Live(destination(integration), integration.updatedAt()));
    }

    Tool tool(String name) throws ToolFailure {
        return tools.find(name)
                .orElseThrow(
                        () -> ToolFailure.of(FailureCategory.CONFIGURATION, "the tool " + name + " is not loaded"));
    }

    /** Refuses an address that must not be called, whether or not it is called now. */
    void checkAddress(Attempt attempt) throws ToolFailure {
        factory.checkAddress(attempt.declaration(), attempt.config());
    }

    /** Lets calls be made for an attempt that is not stored yet. */
    void enter(Attempt attempt) throws ToolFailure {
        attempts.put(attempt.id(), destination(attempt));
    }

    /** The same, each call made once. */
    Destination rehearse(Attempt attempt) throws ToolFailure {
        Destination destination = destination(attempt).once();
        attempts.put(attempt.id(), destination);
        return destination;
    }

    private Destination destination(Attempt attempt) throws ToolFailure {
        return factory.make(
                attempt.spender(),
                attempt.declaration(),
                attempt.config(),
                attempt.request().credentials(),
                attempt.account());
    }

    void leave(UUID connectionId) {
        attempts.remove(connectionId);
        live.invalidate(connectionId);
    }

    /** What the tool told of the account counts at once. */
    void told(UUID id, Map<String, String> account) {
        live.asMap().computeIfPresent(id, (same, known) -> {
            Map<String, String> values = new HashMap<>(known.destination().values());
            values.putAll(account);
            return new Live(known.destination().with(Map.copyOf(values)), known.configuredAt());
        });
    }
}
