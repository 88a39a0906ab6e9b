package io.bactrian.failure;

import io.bactrian.failure.FailureSettings.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed call is repeated, and after what wait. */
public final class Retries {
    /** Exchange header with the most repetitions that the integration allows. */
    public static final String ATTEMPTS_HEADER = "X-Bactrian-Retry-Attempts";

    private static final Duration SHORTEST_TOLD = Duration.ofSeconds(1);
    private static final double JITTER = 0.2;

    private final FailureSettings settings;
    private final MeterRegistry meters;

    public Retries(FailureSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** Whether the call is to be repeated once more; asked after each failure. */
    public boolean isWorthwhile(Exchange exchange) {
        ToolFailure failure = failure(exchange);
        // Camel has already counted the repetition that is asked for.
        int repetition = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        int allowed = Math.min(settings.policy(failure.category()).attempts(), allowedByIntegration(exchange));
        return repetition <= allowed && told(failure).compareTo(settings.longestRedelivery()) <= 0;
    }

    private static int allowedByIntegration(Exchange exchange) {
        return exchange.getMessage().getHeader(ATTEMPTS_HEADER, Integer.MAX_VALUE, Integer.class);
    }

    /** Puts the wait before the next repetition on the message, where Camel looks for it. */
    public void setDelay(Exchange exchange) {
        ToolFailure failure = failure(exchange);
        int done = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        Undertaking run = exchange.getProperty("run", Undertaking.class);
        if (run != null) {
            run.progressed();
        }
        exchange.getMessage()
                .setHeader(Exchange.REDELIVERY_DELAY, delay(failure, done + 1).toMillis());
        meters.counter("bactrian_call_failures", "category", failure.category().word())
                .increment();
    }

    /** Never shorter than the tool asked for; a random part more, so that many callers do not come back together. */
    Duration delay(ToolFailure failure, int repetition) {
        Policy policy = settings.policy(failure.category());
        Duration told = told(failure);
        Duration own = policy.delayBefore(repetition);
        long millis = (told.compareTo(own) > 0 ? told : own).toMillis();
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong((long) (millis * JITTER) + 1));
    }

    private static Duration told(ToolFailure failure) {
        Duration told = failure.retryAfter().orElse(Duration.ZERO);
        return told.isZero() || told.compareTo(SHORTEST_TOLD) > 0 ? told : SHORTEST_TOLD;
    }

    static ToolFailure failure(Exchange exchange) {
        @Nullable Throwable thrown = exchange.getException();
        if (thrown == null) {
            thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        return Classification.of(thrown == null ? new IllegalStateException("no failure on the exchange") : thrown);
    }
}
