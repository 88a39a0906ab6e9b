package io.bactrian.sync;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Ends a walk at its first failed page and hands the walk on. The splitter must not stop on exceptions by itself: over a live
 * iterator it would ask for pages for ever.
 */
public final class WalkAggregation implements AggregationStrategy {
    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange page, Exchange walk) {
        if (page.getException() != null) {
            walk.getProperty("walk", Walk.class).fail(page.getException());
            page.setException(null);
        }
        page.getMessage().setBody(walk.getProperty("walk"));
        return page;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange page) {
        return before == null ? page : before;
    }
}
