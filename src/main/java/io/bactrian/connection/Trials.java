package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.credential.Credentials;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The steps of testing, connecting and disconnecting an integration that is stored. */
public final class Trials {
    private static final String ID = "integrationId";

    private final ConnectionRegistry registry;
    private final Credentials credentials;
    private final IntegrationCheck check;
    private final Clock clock;

    /** @param tables canonical tables by name */
    public Trials(
            Tools tools,
            ConnectionRegistry registry,
            Credentials credentials,
            Function<String, EntityTable> tables,
            Clock clock) {
        this.registry = registry;
        this.credentials = credentials;
        this.check = new IntegrationCheck(tools, tables);
        this.clock = clock;
    }

    /** An attempt with what is stored, beside the connection, whose work goes on. */
    public Attempt stored(@ExchangeProperty(ID) UUID id, @Header(Connections.CALLER) Caller caller) throws ToolFailure {
        JsonNode credential = credentials
                .find(id)
                .orElseThrow(() -> ToolFailure.of(
                        FailureCategory.AUTHENTICATION, "the integration has no credential; change it to give one"));
        return check.check(NewIntegration.of(registry.stored(id), credential), caller)
                .spendingOf(id);
    }

    public ConnectionTest passed(@ExchangeProperty("attempt") Attempt attempt) {
        registry.live().leave(attempt.id());
        return ConnectionTest.passed(attempt);
    }

    /** A test that fails is a result too. */
    public ConnectionTest failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause,
            @ExchangeProperty("attempt") @Nullable Attempt attempt) {
        return ConnectionTest.failed(
                failure(cause),
                attempt == null ? List.of() : attempt.scopeTrial().counts(),
                invalid(cause).map(InvalidIntegration::problems).orElse(List.of()));
    }

    private LastFailure failure(Exception cause) {
        ToolFailure failure = invalid(cause)
                .map(invalid -> ToolFailure.of(FailureCategory.INVALID_DATA, String.valueOf(invalid.getMessage())))
                .orElseGet(() -> Classification.of(cause));
        return new LastFailure(failure.category().word(), String.valueOf(failure.getMessage()), clock.instant());
    }

    private static Optional<InvalidIntegration> invalid(Exception cause) {
        return Classification.find(cause, InvalidIntegration.class);
    }

    /** Stores what a test found, and nothing else. */
    public ConnectionTest keep(
            @ExchangeProperty(ID) UUID id,
            @ExchangeProperty(Connections.CALLER) Caller caller,
            @Body ConnectionTest test) {
        registry.tested(caller, id, test);
        return test;
    }

    /** Says that an integration is about to be connected. */
    public void begin(@ExchangeProperty(ID) UUID id) {
        registry.connecting(id);
    }

    /** From now on calls are made. */
    public Integration connect(@ExchangeProperty(ID) UUID id, @ExchangeProperty("attempt") Attempt attempt)
            throws ToolFailure {
        registry.live().leave(attempt.id());
        return registry.connected(attempt.caller(), id, ConnectionTest.passed(attempt));
    }

    /** Leaves it as it was before. */
    public void giveUp(@ExchangeProperty(ID) UUID id, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause)
            throws Exception {
        registry.notConnected(id, failure(cause));
        throw cause;
    }

    /** From now on no calls are made; the credential stays. */
    public Integration disconnect(@ExchangeProperty(ID) UUID id, @Header(Connections.CALLER) Caller caller)
            throws ToolFailure {
        return registry.disconnected(caller, id);
    }
}
