package io.bactrian.sync;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Hands on what was split, whatever became of the parts, except that an unforeseen exception of one of them stays. */
public final class RunAggregation implements AggregationStrategy {
    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange part, Exchange whole) {
        Exception earlier = before == null ? null : before.getException();
        if (earlier != null) {
            part.setException(earlier);
        }
        part.getMessage().setBody(whole.getMessage().getBody());
        return part;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange part) {
        return before == null ? part : before;
    }
}
