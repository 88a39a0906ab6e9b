package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.credential.Credentials;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the calls of each connection go, made from what is stored when it is first asked for, or for an attempt. */
final class LiveDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDestinations.class);

    private final Map<UUID, Live> live = new ConcurrentHashMap<>();
    private final Integrations integrations;
    private final Credentials credentials;
    private final Tools tools;
    private final DestinationFactory factory;

    LiveDestinations(Integrations integrations, Credentials credentials, Tools tools, DestinationFactory factory) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.tools = tools;
        this.factory = factory;
    }

    /** Where a connection's calls go, and the version of the integration that says so; null for one that is not stored. */
    private record Live(Destination destination, @Nullable Instant configuredAt) {}

    Destination of(UUID connectionId) throws ToolFailure {
        Live known = live.get(connectionId);
        return known == null ? refresh(connectionId) : known.destination();
    }

    /** Where the calls go by what is stored now, which another process may have changed. */
    Destination refresh(UUID connectionId) throws ToolFailure {
        Integration integration = integrations
                .find(connectionId)
                .filter(stored -> stored.status() != IntegrationStatus.DISCONNECTED)
                .orElse(null);
        if (integration == null) {
            live.remove(connectionId);
            throw ToolFailure.of(
                    FailureCategory.CONFIGURATION, "the integration " + connectionId + " is not connected");
        }
        Live known = live.get(connectionId);
        if (known == null || !integration.updatedAt().equals(known.configuredAt())) {
            known = new Live(destination(integration), integration.updatedAt());
            live.put(connectionId, known);
        }
        return known.destination();
    }

    /** Forgets what was made of a tool's declaration, which has changed; attempts under way keep what they began with. */
    void redeclared(Tool tool) {
        live.values()
                .removeIf(known -> known.configuredAt() != null
                        && known.destination().tool().name().equals(tool.name()));
    }

    private Destination destination(Integration integration) throws ToolFailure {
        Tool tool = tool(integration.tool());
        JsonNode secret = credentials
                .find(integration.id())
                .orElseThrow(() -> ToolFailure.of(FailureCategory.CONFIGURATION, "the credential is missing"));
        Map<String, String> account = account(integration);
        Tool own = OwnTool.of(
                IntegrationTool.of(tool, integration.config()), integration.scope(), integration.dataMapping());
        return factory.make(integration.id(), own, integration.config(), secret, account);
    }

    /** What the tool told of the account when it was asked last. */
    static Map<String, String> account(Integration integration) {
        Map<String, String> account = new HashMap<>();
        integration
                .account()
                .properties()
                .forEach(field -> account.put(field.getKey(), field.getValue().asText()));
        return account;
    }

    /** Whether a credential is stored that is not the one calls are signed with; another process may have stored it. */
    boolean isRenewed(UUID id) {
        Live known = live.get(id);
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
        live.put(attempt.id(), new Live(destination(attempt, attempt.id()), null));
    }

    /** The same beside the connection of an integration, as whose calls they count, each made once. */
    Destination rehearse(Attempt attempt, UUID integrationId) throws ToolFailure {
        Destination destination = destination(attempt, integrationId).once();
        live.put(attempt.id(), new Live(destination, null));
        return destination;
    }

    private Destination destination(Attempt attempt, UUID id) throws ToolFailure {
        return factory.make(
                id, attempt.declaration(), attempt.config(), attempt.request().credentials(), attempt.account());
    }

    void leave(UUID connectionId) {
        live.remove(connectionId);
    }

    /** What the tool told of the account counts at once. */
    void told(UUID id, Map<String, String> account) {
        live.computeIfPresent(id, (same, known) -> {
            Map<String, String> values = new HashMap<>(known.destination().values());
            values.putAll(account);
            return new Live(known.destination().with(Map.copyOf(values)), known.configuredAt());
        });
    }
}
