package io.bactrian.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.failure.Classification;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Limit;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.Refusal;
import io.bactrian.tool.Request;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.RequestTemplate.Method;
import io.bactrian.tool.Tool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.util.Throwables;

/** A small real Camel context with one tool's call route and everything of the way out behind it, but nothing that repeats. */
final class CallBench implements AutoCloseable {
    static final String SECRET = "canary-0f9a8b7c6d5e4f3a2b1c";
    static final UUID CONNECTION = UUID.fromString("00000000-0000-0000-0000-00000000000c");

    final Buffers buffers = new Buffers();
    final CamelContext context = new DefaultCamelContext();
    private final Door door;
    private final Calls calls;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ProducerTemplate template;
    private volatile Destination destination;

    private CallBench(Destination first, Guard guard) throws Exception {
        destination = first;
        Destinations destinations = id -> destination;
        Clock clock = Clock.systemUTC();
        Budgets budgets = new Budgets(destinations, Duration.ofSeconds(5), clock);
        Tally tally = new Tally() {
            @Override
            public void asked(Destination to) {
                asked.incrementAndGet();
            }

            @Override
            public void answered(Destination by, long length) {
                bytes.addAndGet(length);
            }
        };
        door = new Door(destinations, buffers, guard, budgets, tally, clock, "Bactrian/test");
        calls = new Calls(destinations);
        context.disableJMX();
        HttpComponent component = context.getComponent("http", HttpComponent.class);
        component.setHttpClientConfigurer(door);
        component.setAutomaticRetriesDisabled(true);
        component.setRedirectHandlingDisabled(true);
        component.setCookieManagementDisabled(true);
        context.getRegistry().bind("budgets", budgets);
        context.addRoutes(new FakeRoutes());
        context.start();
        template = context.createProducerTemplate();
    }

    /** Calls of a tool at an address of this machine, with all the time they need. */
    static CallBench of(String base) throws Exception {
        return of(destination(base, List.of()), new Guard(List.of("127.0.0.1", "localhost")));
    }

    static CallBench of(Destination destination, Guard guard) throws Exception {
        return new CallBench(destination, guard);
    }

    static CallBench within(Duration timeout, String base) throws Exception {
        return of(base).hurry(timeout);
    }

    /** From now on calls have so much time. */
    CallBench hurry(Duration timeout) {
        Destination usual = destination;
        destination = new Destination(
                CONNECTION, usual.tool(), usual.base(), usual.values(), Map.of(), usual.signature(), timeout, 0);
        return this;
    }

    static Destination destination(String base, List<Refusal> refusals) {
        return destination(base, refusals, Map.of());
    }

    static Destination destination(String base, List<Refusal> refusals, Map<String, Limit> limits) {
        return new Destination(
                CONNECTION,
                tool(refusals, limits),
                URI.create(base),
                Map.of(),
                Map.of(),
                new Signature.Header("Authorization", "Bearer " + SECRET),
                Duration.ofSeconds(20),
                10);
    }

    /** A tool of which only the way out matters. */
    static Tool tool(List<Refusal> refusals, Map<String, Limit> limits) {
        Probe probe = new Probe(new RequestTemplate(Method.GET, "/me", Map.of(), null), Paging.NONE, Map.of());
        return new Tool(
                "fake",
                "Fake",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                List.of(),
                List.of(),
                refusals,
                limits,
                probe,
                Map.of(),
                false,
                true,
                null);
    }

    /** Sends a call; the exchange afterwards, failed or not. */
    Exchange exchange(Request request) throws ToolFailure {
        Exchange exchange = context.getEndpoint("direct:fake-call").createExchange();
        exchange.getIn().setBody(calls.put(exchange.getIn().getHeaders(), CONNECTION, request));
        return send(exchange);
    }

    Exchange send(Exchange exchange) {
        return template.send("direct:fake-call", exchange);
    }

    Exchange exchange(String path) throws ToolFailure {
        return exchange(new Request(Method.GET, path, null));
    }

    /** The text of an answer; its buffer is given back. */
    String get(String path) throws ToolFailure {
        Exchange exchange = exchange(path);
        if (exchange.getException() != null) {
            throw Classification.of(exchange.getException());
        }
        Answer answer = exchange.getMessage().getBody(Answer.class);
        String text = new String(answer.bytes(), 0, answer.length(), StandardCharsets.UTF_8);
        buffers.giveBack(answer.bytes());
        return text;
    }

    /** How many requests were counted so far. */
    int asked() {
        return asked.get();
    }

    /** How many bytes of answers were. */
    long bytes() {
        return bytes.get();
    }

    /** The failure that a call ends with. */
    ToolFailure failure(String path) throws ToolFailure {
        return Classification.of(exchange(path).getException());
    }

    @Override
    public void close() throws Exception {
        context.stop();
        door.close();
    }

    /** The route of a tool as its YAML has it. */
    private static final class FakeRoutes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:fake-call")
                    .routeId("fake-call")
                    .bean("budgets", "take")
                    .to("http://fake?copyHeaders=false&disableStreamCache=true")
                    .id("fake-call-fetch");
        }
    }

    /** An exception as a log would print it, with all its causes; empty without one. */
    static String told(Exchange exchange) {
        return exchange.getException() == null ? "" : Throwables.getStackTrace(exchange.getException());
    }
}
