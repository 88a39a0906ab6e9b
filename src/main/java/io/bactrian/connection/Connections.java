package io.bactrian.connection;

import io.bactrian.access.Caller;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.Tools;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** The steps of connecting an account: check what was asked for, try it, and only then store it. */
public final class Connections {
    /** Header with the {@link Caller} who asks; where the tool is called, which keeps no headers, a property. */
    public static final String CALLER = "caller";

    private final ConnectionRegistry registry;
    private final IntegrationCheck check;

    /** @param tables canonical tables by name */
    public Connections(Tools tools, ConnectionRegistry registry, Function<String, EntityTable> tables) {
        this.registry = registry;
        this.check = new IntegrationCheck(tools, tables);
    }

    /** Checks a request against its tool; throws {@link InvalidIntegration} with every mistake found. */
    public Attempt check(@Body NewIntegration request, @Header(CALLER) Caller caller) {
        return check.check(request, caller);
    }

    /** Lets the tool's own connect flow make calls; refuses an address that must not be called. */
    public Attempt enter(@Body Attempt attempt) throws ToolFailure {
        registry.live().enter(attempt);
        return attempt;
    }

    /** Lets nothing pass that the tool's own answers show to be wrong; throws {@link InvalidIntegration}. */
    public Attempt agree(@ExchangeProperty("attempt") Attempt attempt) {
        if (!attempt.mistakes().isEmpty()) {
            registry.live().leave(attempt.id());
            throw new InvalidIntegration("the tool does not answer as the integration says", attempt.mistakes());
        }
        return attempt;
    }

    /** Stores what worked. */
    public Integration store(@ExchangeProperty("attempt") Attempt attempt) throws ToolFailure {
        registry.live().enter(attempt);
        return registry.store(attempt, IntegrationStatus.CONNECTED);
    }

    /** Stores an integration untried. */
    public Integration storeDisconnected(@Body Attempt attempt) throws ToolFailure {
        registry.live().enter(attempt);
        registry.live().leave(attempt.id());
        return registry.store(attempt, IntegrationStatus.DISCONNECTED);
    }

    /** Leaves nothing behind of what did not work. */
    public void abandon(
            @ExchangeProperty("attempt") Attempt attempt, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause)
            throws ToolFailure {
        registry.live().leave(attempt.id());
        throw Classification.of(cause);
    }

    static ToolFailure unreadable(String what) {
        return ToolFailure.of(FailureCategory.INVALID_DATA, what + " is not JSON");
    }
}
