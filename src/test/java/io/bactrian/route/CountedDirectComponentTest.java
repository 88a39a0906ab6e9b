package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody enters a route that is closed, and who is inside is counted. */
final class CountedDirectComponentTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CountedDirectComponent doors = new CountedDirectComponent();
    private final CountDownLatch leave = new CountDownLatch(1);
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.disableJMX();
        context.addComponent("direct", doors);
        context.addRoutes(new InnerRoutes("old"));
        context.addRoutes(new OuterRoutes());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        leave.countDown();
        context.stop();
    }

    @Test
    void allWhoWaitAtAClosedDoorGoOnThroughTheNewRoute() throws Exception {
        assertThat(ask()).isEqualTo("old");
        ServiceHelper.suspendService(context.getRoute("inner").getConsumer());
        List<CompletableFuture<String>> waiting = Stream.generate(() -> CompletableFuture.supplyAsync(this::ask))
                .limit(8)
                .toList();
        await().atMost(SOON).until(() -> doors.inside("outer") >= 2);

        context.getRouteController().stopRoute("inner");
        context.removeRoute("inner");
        context.addRoutes(new InnerRoutes("new"));

        assertThat(waiting)
                .allSatisfy(
                        answer -> assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("new"));
    }

    @Test
    void whoIsInsideIsCountedUntilHeLeaves() {
        CompletableFuture<Object> slow =
                CompletableFuture.supplyAsync(() -> template.requestBody("direct:slow", leave, Object.class));
        await().atMost(SOON).until(() -> doors.inside("slow") == 1);

        leave.countDown();

        assertThat(slow).succeedsWithin(SOON);
        assertThat(doors.inside("slow")).isZero();
    }

    private String ask() {
        return template.requestBody("direct:outer", "", String.class);
    }

    /** A route that is exchanged. */
    private static final class InnerRoutes extends RouteBuilder {
        private final String answer;

        InnerRoutes(String answer) {
            this.answer = answer;
        }

        @Override
        public void configure() {
            from("direct:inner").routeId("inner").setBody(constant(answer));
        }
    }

    /** What goes through it, and a route that is not left soon. */
    private static final class OuterRoutes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:outer").routeId("outer").to("direct:inner");
            from("direct:slow")
                    .routeId("slow")
                    .process(exchange ->
                            exchange.getMessage().getBody(CountDownLatch.class).await());
        }
    }
}
