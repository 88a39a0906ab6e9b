package io.bactrian.outbound;

import static io.bactrian.outbound.ScriptedTool.cutShort;
import static io.bactrian.outbound.ScriptedTool.dribble;
import static io.bactrian.outbound.ScriptedTool.endless;
import static io.bactrian.outbound.ScriptedTool.packed;
import static io.bactrian.outbound.ScriptedTool.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.ScriptedTool.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Bodies that are too long, too slow, too short or packed, on a real socket. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class BodiesIT {
    private static final int CAP = 64 << 20;
    private static final int CONNECTIONS = 50;
    private static final Duration SOON = Duration.ofMillis(400);

    private ScriptedTool tool;

    @BeforeEach
    void open() throws IOException {
        tool = new ScriptedTool();
    }

    @AfterEach
    void close() throws IOException {
        tool.close();
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        String text = "{\"a\":\"" + "b".repeat(200_000) + "\"}";
        tool.then(packed(gzip(text)));
        try (CallBench bench = CallBench.of(tool.base())) {

            assertThat(bench.get("/x")).isEqualTo(text);

            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    @Test
    void aGzipBombIsNotUnpackedBeyondTheCap() throws Exception {
        tool.then(packed(bomb(CAP + 1)));
        try (CallBench bench = CallBench.of(tool.base())) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.INVALID_DATA);
            assertThat(failure).hasMessage("fake GET /x: the answer is larger than 64 MB");
            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    @Test
    void anAnswerOfExactlyTheCapIsTakenWithoutMoreMemory() throws Exception {
        tool.then(packed(bomb(CAP)));
        try (CallBench bench = CallBench.of(tool.base())) {

            Exchange exchange = bench.exchange("/x");

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(Answer.class).length()).isEqualTo(CAP);
            assertThat(bench.buffers.inFlight()).isEqualTo(CAP);
        }
    }

    @Test
    void anAnswerWithoutEndIsLeftAtTheCap() throws Exception {
        tool.then(endless());
        try (CallBench bench = CallBench.of(tool.base())) {

            assertThat(bench.failure("/x").category()).isEqualTo(FailureCategory.INVALID_DATA);

            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    @Test
    void anAnswerThatAnnouncesMoreThanTheCapIsNotRead() throws Exception {
        tool.then(raw("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{"));
        try (CallBench bench = CallBench.of(tool.base())) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure).hasMessage("fake GET /x: the answer is larger than 64 MB");
        }
    }

    @Test
    void aBodyCutShortIsANetworkFailureAndNoHalfAnswer() throws Exception {
        tool.then(cutShort());
        try (CallBench bench = CallBench.of(tool.base())) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.NETWORK);
            assertThat(failure).hasMessage("fake GET /x: the connection was refused or broke off");
            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    /** A buffer given back twice would be lent to two calls, whose answers would be mixed. */
    @Test
    void aBufferThatHadGrownBeforeTheEndCameTooSoonIsGivenBackOnce() throws Exception {
        byte[] packed = gzip(noise(300_000));
        byte[] half = Arrays.copyOf(packed, packed.length / 2);
        tool.then((out, it) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(half);
            throw new IOException("enough");
        });
        try (CallBench bench = CallBench.of(tool.base())) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.NETWORK);
            assertThat(bench.buffers.inFlight()).isZero();
            assertThat(bench.buffers.lend(1 << 16)).isNotSameAs(bench.buffers.lend(1 << 16));
        }
    }

    @Test
    void aDribbledBodyEndsAtTheDeadline() throws Exception {
        tool.then(dribble("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"));
        try (CallBench bench = CallBench.within(SOON, tool.base())) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
            assertThat(failure).hasMessage("fake GET /x: no whole answer within 400 ms");
            assertThat(bench.buffers.inFlight()).isZero();
        }
    }

    @Test
    void aDribbledHeaderEndsAtTheDeadline() throws Exception {
        tool.then(dribble("HTTP/1.1 200 OK\r\nX-Slow: "));
        try (CallBench bench = CallBench.within(SOON, tool.base())) {

            assertThat(bench.failure("/x").category()).isEqualTo(FailureCategory.TIMEOUT);
        }
    }

    @Test
    void silenceEndsAtTheDeadline() throws Exception {
        tool.then((out, it) -> it.untilClosed());
        try (CallBench bench = CallBench.within(SOON, tool.base())) {

            assertThat(bench.failure("/x").category()).isEqualTo(FailureCategory.TIMEOUT);
        }
    }

    /** It gets its connection only when its own time has long been over. */
    @Test
    void aCallThatHadToWaitForAConnectionEndsToo() throws Exception {
        tool.then(Collections.nCopies(CONNECTIONS + 1, (Reaction) (out, it) -> it.untilClosed())
                .toArray(Reaction[]::new));
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try (CallBench bench = CallBench.within(Duration.ofSeconds(2), tool.base())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                callers.submit(() -> bench.failure("/slow"));
            }
            await().until(() -> tool.received().size() == CONNECTIONS);

            ToolFailure failure = bench.hurry(Duration.ofMillis(100)).failure("/hurried");

            assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
        } finally {
            callers.shutdownNow();
        }
    }

    /** The connection that the deadline closed must not be used again. */
    @Test
    void aCallAfterALateOneGoesThrough() throws Exception {
        tool.then(dribble("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"));
        try (CallBench bench = CallBench.within(SOON, tool.base())) {
            bench.failure("/late");

            assertThat(bench.get("/next")).isEqualTo("{\"ok\":true}");
        }
    }

    /** Text that does not become much smaller by packing. */
    private static String noise(int length) {
        StringBuilder text = new StringBuilder("{\"a\":\"");
        new Random(7).ints(length, 'a', 'z').forEach(c -> text.append((char) c));
        return text.append("\"}").toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] bomb(int size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write('{');
            byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int left = size - 1; left > 0; left -= spaces.length) {
                out.write(spaces, 0, Math.min(left, spaces.length));
            }
        }
        return packed.toByteArray();
    }
}
