package io.bactrian.health;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.connection.HealthResult;
import io.bactrian.failure.Classification;
import io.bactrian.failure.ToolFailure;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;

/** What health checks found, check by check. */
public final class HealthChecks {
    private final Jdbi jdbi;
    private final ConnectionRegistry connections;

    public HealthChecks(Jdbi jdbi, ConnectionRegistry connections) {
        this.jdbi = jdbi;
        this.connections = connections;
    }

    /** Names the connection of a due row for the tool's flow. */
    public void connection(@Body Map<String, Object> due, Exchange exchange) {
        UUID id = UUID.fromString(String.valueOf(due.get("id")));
        exchange.setProperty("connectionId", id);
        exchange.setProperty(
                "tool",
                connections
                        .find(id)
                        .orElseThrow(() -> new IllegalStateException("integration " + id + " is gone"))
                        .tool());
    }

    /** A probe that failed is a result too. */
    public HealthResult failed(
            @ExchangeProperty("connectionId") UUID connectionId,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause) {
        ToolFailure failure = Classification.of(cause);
        connections.failed(connectionId, failure);
        return HealthResult.ill(failure);
    }

    public void keep(@ExchangeProperty("connectionId") UUID connectionId, @Body HealthResult result) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.health_checks
                            (integration_id, healthy, latency_ms, category, message, checked_at)
                        values (:integration, :healthy, :latencyMs, :category, :message, now())
                        """)
                .bind("integration", connectionId)
                .bindMethods(result)
                .execute());
    }
}
