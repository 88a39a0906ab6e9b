package io.bactrian.connection;

import io.bactrian.failure.Classification;
import io.bactrian.tool.StreamDeclaration;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Notes stream by stream what may be read; a refused stream is a named gap and not the end of the connection. */
public final class ProbeAggregation implements AggregationStrategy {
    private final Probes probes;

    public ProbeAggregation(Probes probes) {
        this.probes = probes;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange stream, Exchange connect) {
        int index = stream.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        Attempt attempt = connect.getProperty("attempt", Attempt.class);
        StreamDeclaration declaration = probes.streams(attempt).get(index);
        Exception refused = stream.getException();
        probes.noteStream(attempt, declaration, refused == null ? null : Classification.of(refused));
        stream.setException(null);
        stream.getMessage().setBody(attempt);
        return stream;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange stream) {
        return before == null ? stream : before;
    }
}
