package io.bactrian.failure;

import java.util.UUID;
import org.apache.camel.Exchange;
import org.jdbi.v3.core.Jdbi;

/** Records each call that was given up, once, with what was tried. */
public final class FailedCalls {
    private final Jdbi jdbi;

    public FailedCalls(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void record(Exchange exchange) {
        ToolFailure failure = Retries.failure(exchange);
        String connection = exchange.getMessage().getHeader("X-Bactrian-Connection", String.class);
        String route = exchange.getFromRouteId();
        int attempts = 1 + exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.failures
                            (id, integration_id, tool, category, status, message, operation, attempts, recovered, noted_at)
                        values (:id, :integration::uuid, :tool, :category, :status, :message, :operation, :attempts, false, now())
                        """)
                .bind("id", UUID.randomUUID())
                .bind("integration", connection)
                .bind("tool", route == null ? "" : route.replaceAll("-.*", ""))
                .bind("category", failure.category().word())
                .bind("status", failure.status())
                .bind("message", String.valueOf(failure.getMessage()))
                .bind("operation", String.valueOf(route))
                .bind("attempts", attempts)
                .execute());
    }
}
