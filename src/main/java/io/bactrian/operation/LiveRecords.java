package io.bactrian.operation;

import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.live.Freshness;
import io.bactrian.sync.live.LiveRecord;
import io.bactrian.sync.live.LiveRequest;
import io.bactrian.sync.live.NotAskedFor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Single records, asked of their tools by the route that does so; what cannot be answered is {@link Rejected}. */
public final class LiveRecords {
    private static final String COPY = " What is stored is answered without fresh.";
    /** A tool that hangs holds each caller's thread, and other callers need some. */
    private static final int AT_ONCE = 8;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Supplier<ProducerTemplate> routes;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param routes how messages reach the routes; asked when the first one is sent, after the start */
    public LiveRecords(Supplier<ProducerTemplate> routes) {
        this.routes = routes;
    }

    /** The record as its tool has it, or its copy with the reason why. */
    public LiveRecord read(Integration integration, String stream, String externalId) {
        refuseAtRest(integration);
        if (!places.tryAcquire()) {
            throw new Rejected(429, FailureCategory.RATE_LIMIT, "As many records are read live as may be.", List.of())
                    .wayOut("Call again after Retry-After." + COPY)
                    .retryAfter(SOON);
        }
        try {
            LiveRequest request = new LiveRequest(integration.id(), stream, externalId);
            return routes.get().requestBody("direct:sync-read", request, LiveRecord.class);
        } catch (CamelExecutionException e) {
            throw rejected(e);
        } finally {
            places.release();
        }
    }

    private static void refuseAtRest(Integration integration) {
        try {
            AtRest.refuse(integration);
        } catch (Rejected atRest) {
            throw atRest.wayOut("Let calls be made again." + COPY);
        }
        if (integration.status() == IntegrationStatus.REAUTHORIZE) {
            FailureCategory category = FailureCategory.AUTHENTICATION;
            throw new Rejected(422, category, "the tool does not accept the integration's credential", List.of())
                    .wayOut(category.wayOut() + COPY);
        }
    }

    private static RuntimeException rejected(CamelExecutionException e) {
        NotAskedFor notAsked = Classification.find(e, NotAskedFor.class).orElse(null);
        if (notAsked != null) {
            return Rejected.invalid(String.valueOf(notAsked.getMessage()), List.of())
                    .wayOut(notAsked.wayOut());
        }
        ToolFailure failure = Classification.of(e);
        return switch (failure.category()) {
            case UNEXPECTED, STORAGE -> e;
            case NOT_FOUND -> rejected(404, failure);
            case RATE_LIMIT ->
                failure.retryAfter().map(rejected(429, failure)::retryAfter).orElse(rejected(429, failure));
            case AUTHENTICATION, PERMISSION, TIMEOUT, NETWORK, TOOL_OUTAGE, INVALID_DATA, CONFIGURATION ->
                rejected(422, failure);
        };
    }

    private static Rejected rejected(int status, ToolFailure failure) {
        return new Rejected(status, failure.category(), String.valueOf(failure.getMessage()), List.of())
                .wayOut(Freshness.wayOut(failure.category()) + COPY);
    }
}
