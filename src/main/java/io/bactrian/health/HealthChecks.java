package io.bactrian.health;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.connection.HealthResult;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.failure.Classification;
import io.bactrian.failure.RecoveredFailures;
import io.bactrian.failure.ToolFailure;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What health checks found, check by check. */
public final class HealthChecks {
    private final Jdbi jdbi;
    private final ConnectionRegistry connections;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    public HealthChecks(Jdbi jdbi, ConnectionRegistry connections) {
        this.jdbi = jdbi;
        this.connections = connections;
    }

    /** The connection of a due row; null while its last check is still under way. */
    public @Nullable UUID begin(@Body Map<String, Object> due) {
        UUID id = UUID.fromString(String.valueOf(due.get("id")));
        return underWay.add(id) ? id : null;
    }

    public void end(@ExchangeProperty("connectionId") UUID connectionId) {
        underWay.remove(connectionId);
    }

    /** Whose own flow probes a connection, and how it stands before. */
    public Integration integration(@ExchangeProperty("connectionId") UUID connectionId) {
        return connections
                .find(connectionId)
                .orElseThrow(() -> new IllegalStateException("integration " + connectionId + " is gone"));
    }

    /** A probe that failed is a result too. */
    public HealthResult failed(
            @ExchangeProperty("connectionId") UUID connectionId,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause) {
        ToolFailure failure = Classification.of(cause);
        connections.failed(connectionId, failure);
        return HealthResult.ill(failure);
    }

    /** Keeps what was found; a connection that is well again goes on with what it had to leave. */
    public void keep(@ExchangeProperty("probed") Integration probed, @Body HealthResult result) {
        UUID connectionId = probed.id();
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into bactrian.health_checks
                                (integration_id, healthy, latency_ms, category, message, checked_at)
                            values (:integration, :healthy, :latencyMs, :category, :message, now())
                            """)
                    .bind("integration", connectionId)
                    .bindMethods(result)
                    .execute();
            if (result.healthy()) {
                RecoveredFailures.byProbe(handle, connectionId);
            }
            if (result.healthy() && probed.status() != IntegrationStatus.CONNECTED) {
                handle.createUpdate("""
                                update bactrian.integrations set retry_at = now()
                                where id = :integration and retry_at > now()
                                """).bind("integration", connectionId).execute();
            }
        });
    }
}
