package io.bactrian.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's direct component with an exact count of who is in each route. Camel's own producer remembers its route, and of two
 * callers at a closed door lets the second one in to the route that was remembered; here nobody enters what is closed.
 */
public final class CountedDirectComponent extends DirectComponent {
    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DirectEndpoint endpoint = new CountedEndpoint(uri, this, remaining);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** How many exchanges are in a route. */
    int inside(String name) {
        return counter(name).get();
    }

    private AtomicInteger counter(String name) {
        return inside.computeIfAbsent(name, unknown -> new AtomicInteger());
    }

    /** Waits at the door while it is closed; null when it stays so. Who is let in is counted before the door can close. */
    private @Nullable DirectConsumer enter(CountedEndpoint endpoint) throws InterruptedException {
        AtomicInteger counter = counter(endpoint.name);
        while (true) {
            DirectConsumer consumer = getConsumer(endpoint.key, endpoint.isBlock(), endpoint.getTimeout());
            if (consumer == null) {
                return null;
            }
            counter.incrementAndGet();
            if (getConsumer(endpoint.key, false, 0) == consumer) {
                return consumer;
            }
            counter.decrementAndGet();
        }
    }

    private static final class CountedEndpoint extends DirectEndpoint {
        private final CountedDirectComponent component;
        private final String name;
        private final String key;

        CountedEndpoint(String uri, CountedDirectComponent component, String name) {
            super(uri, component);
            this.component = component;
            this.name = name;
            // Under which the component knows the consumer.
            this.key = StringHelper.before(uri, "?", uri);
        }

        @Override
        public Producer createProducer() {
            return new CountedProducer(this);
        }
    }

    private static final class CountedProducer extends DefaultAsyncProducer {
        private final CountedEndpoint endpoint;

        CountedProducer(CountedEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            DirectConsumer consumer = null;
            try {
                consumer = endpoint.component.enter(endpoint);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (consumer == null) {
                exchange.setException(new DirectConsumerNotAvailableException(
                        "the route " + endpoint.name + " is not there", exchange));
                callback.done(true);
                return true;
            }
            AtomicInteger counter = endpoint.component.counter(endpoint.name);
            return consumer.getAsyncProcessor().process(exchange, doneSync -> {
                counter.decrementAndGet();
                callback.done(doneSync);
            });
        }
    }
}
