package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Calls that the door lets go nowhere. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ClosedDoorIT {
    private static final Guard LOOPBACK = new Guard(List.of("127.0.0.1"));

    private ScriptedTool tool;

    @BeforeEach
    void open() throws IOException {
        tool = new ScriptedTool();
    }

    @AfterEach
    void close() throws IOException {
        tool.close();
    }

    /** Past the flow of the tool, as nothing of ours does. */
    private static Exchange sent(CallBench bench, String address, @Nullable String connection) {
        Exchange exchange = bench.context.getEndpoint("http://fake").createExchange();
        exchange.getIn().setHeader(Exchange.HTTP_URI, address);
        if (connection != null) {
            exchange.getIn().setHeader(Calls.CONNECTION_HEADER, connection);
        }
        return bench.context.createProducerTemplate().send("http://fake", exchange);
    }

    @Test
    void anotherOriginIsNotCalled() throws Exception {
        try (ScriptedTool other = new ScriptedTool();
                CallBench bench = CallBench.of(tool.base())) {

            Exchange exchange = sent(bench, other.base() + "/steal", CallBench.CONNECTION.toString());

            assertThat(Classification.of(exchange.getException()).category()).isEqualTo(FailureCategory.CONFIGURATION);
            assertThat(exchange.getException()).hasMessageStartingWith("fake GET /steal would leave 127.0.0.1");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void aCallWithoutAConnectionIsRefused() throws Exception {
        try (CallBench bench = CallBench.of(tool.base())) {

            Exchange exchange = sent(bench, tool.base() + "/x", null);

            assertThat(exchange.getException())
                    .isInstanceOf(ToolFailure.ConfigurationFailure.class)
                    .hasMessage("a call names no connection");
            assertThat(tool.received()).isEmpty();
        }
    }

    @Test
    void aCallOfAConnectionWhoseIdIsNoneIsNotSent() throws Exception {
        try (CallBench bench = CallBench.of(tool.base())) {

            Exchange exchange = sent(bench, tool.base() + "/x", "${bean:door}");

            assertThat(exchange.isFailed()).isTrue();
            assertThat(tool.received()).isEmpty();
        }
    }

    /** {@code localhost} stands for any name that resolves to an address of our own network. */
    @Test
    void aNameThatResolvesToAPrivateAddressIsNotConnectedTo() throws Exception {
        String base = "http://localhost:" + tool.port();
        try (CallBench bench = CallBench.of(CallBench.destination(base, List.of()), LOOPBACK)) {

            ToolFailure failure = bench.failure("/x");

            assertThat(failure.category()).isEqualTo(FailureCategory.NETWORK);
            assertThat(failure).hasMessage("fake GET /x: the host is not known or may not be called");
            assertThat(tool.connections()).isZero();
        }
    }

    @Test
    void aPrivateAddressInNumbersIsNotConnectedTo() throws Exception {
        try (CallBench bench = CallBench.of(CallBench.destination(tool.base(), List.of()), new Guard(List.of()))) {

            bench.failure("/x");

            assertThat(tool.connections()).isZero();
        }
    }
}
