package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.outbound.ScriptedTool.Reaction;
import io.bactrian.tool.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many calls a tool has under way at once, seen from its side. */
class PlacesIT {
    private static final int CALLS = 12;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    private ScriptedTool tool;

    @BeforeEach
    void open() throws Exception {
        tool = new ScriptedTool();
    }

    @AfterEach
    void close() throws Exception {
        tool.close();
        threads.shutdownNow();
    }

    private CallBench bench(int atOnce) throws Exception {
        Limit reads = new Limit(0, Duration.ofSeconds(1), atOnce, "", false, null, null);
        return CallBench.of(
                CallBench.destination(tool.base(), List.of(), Map.of("reads", reads)), new Guard(List.of("127.0.0.1")));
    }

    @Test
    void noMoreCallsAreUnderWayAtOnceThanTheToolAnswers() throws Exception {
        assertThat(mostUnderWay(2, CALLS)).isEqualTo(2);
    }

    @Test
    void withoutThatLimitAllAreUnderWayAtOnce() throws Exception {
        assertThat(mostUnderWay(0, CALLS)).isEqualTo(CALLS);
    }

    /** The tool answers as soon as nothing more comes, or as many are there as may be. */
    private int mostUnderWay(int atOnce, int calls) throws Exception {
        CountDownLatch all = new CountDownLatch(calls);
        Reaction counting = (out, by) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            all.countDown();
            all.await(100, TimeUnit.MILLISECONDS);
            underWay.decrementAndGet();
            ScriptedTool.ok().answer(out, by);
        };
        tool.then(Stream.generate(() -> counting).limit(calls).toArray(Reaction[]::new));
        try (CallBench bench = bench(atOnce)) {
            Callable<String> call = () -> bench.get("/tasks");
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> call).limit(calls).toList())) {
                answer.get();
            }
        }
        return most.get();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("an answer", ScriptedTool.ok()),
                Arguments.of("a refusal", ScriptedTool.status(403, "{}")),
                Arguments.of("an outage", ScriptedTool.status(500, "")),
                Arguments.of("a connection that breaks off", ScriptedTool.cutShort()),
                Arguments.of("no HTTP", ScriptedTool.raw("nonsense\r\n\r\n")),
                Arguments.of("no end in time", ScriptedTool.dribble("HTTP/1.1 200 OK\r\n\r\n")));
    }

    @ParameterizedTest(name = "after {0}")
    @MethodSource("ends")
    void thePlaceIsFreeForTheNextCall(String end, Reaction reaction) throws Exception {
        tool.then(reaction);
        try (CallBench bench = bench(1).hurry(Duration.ofMillis(500))) {
            bench.exchange("/tasks");

            assertThat(bench.get("/tasks")).contains("ok");
        }
    }
}
