package io.bactrian.connection;

import io.bactrian.failure.Classification;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Notes which elements of a scope the tool does not know; any other failure ends the attempt. */
public final class ScopeAggregation implements AggregationStrategy {
    private final ScopeProbes probes;

    public ScopeAggregation(ScopeProbes probes) {
        this.probes = probes;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange element, Exchange connect) {
        Attempt attempt = connect.getProperty("attempt", Attempt.class);
        Exception refused = element.getException();
        if (refused == null || probes.isUnknown(attempt, Classification.of(refused))) {
            element.setException(null);
        }
        element.getMessage().setBody(attempt);
        return before != null && before.isFailed() ? before : element;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange element) {
        return before == null ? element : before;
    }
}
