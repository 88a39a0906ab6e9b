package io.bactrian.connection;

import io.bactrian.access.Caller;
import io.bactrian.credential.Credentials;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets calls be made as another version of a tool's declaration says, beside the connection that goes by the one in force. */
public final class Rehearsals {
    private final ConnectionRegistry registry;
    private final Credentials credentials;
    private final Function<String, EntityTable> tables;
    private final Clock clock;

    /** @param tables canonical tables by name */
    public Rehearsals(
            ConnectionRegistry registry, Credentials credentials, Function<String, EntityTable> tables, Clock clock) {
        this.registry = registry;
        this.credentials = credentials;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * A connection that is there for a short while.
     *
     * @param id under which its calls find where they go; limits and usage are those of the integration
     */
    public record Rehearsal(UUID id, Destination destination) {}

    /**
     * Lets calls be made for an integration by a declaration.
     *
     * @throws ToolFailure of category invalid data when what is stored is not what the declaration asks for
     */
    public Rehearsal enter(UUID integrationId, Tool declared, Caller caller) throws ToolFailure {
        Integration integration = registry.stored(integrationId);
        if (integration.status() == IntegrationStatus.DISCONNECTED) {
            throw ToolFailure.of(
                    FailureCategory.CONFIGURATION, "the integration is disconnected, so its tool is not asked");
        }
        Attempt attempt = attempt(integrationId, declared, caller);
        attempt.told(integration.told());
        return new Rehearsal(attempt.id(), registry.live().rehearse(attempt));
    }

    private Attempt attempt(UUID integrationId, Tool declared, Caller caller) throws ToolFailure {
        Tools only = new Tools();
        only.replace(declared);
        try {
            return new Trials(only, registry, credentials, tables, clock).stored(integrationId, caller);
        } catch (InvalidIntegration e) {
            String problems = e.problems().stream()
                    .map(problem -> problem.pointer() + " " + problem.message())
                    .collect(Collectors.joining("; "));
            throw ToolFailure.of(FailureCategory.INVALID_DATA, e.getMessage() + ": " + problems);
        }
    }

    public void leave(Rehearsal rehearsal) {
        registry.live().leave(rehearsal.id());
    }
}
