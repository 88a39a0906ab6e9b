package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Request;
import io.bactrian.tool.RequestTemplate.Method;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jira limits bursts, hourly points and writes at once; the reason of a refusal says who has to wait. */
class JiraLimitsIT {
    private static final String STATUSES = "/rest/api/3/status";
    private static final String FIELDS = "/rest/api/3/field";

    private ScriptedTool tool;
    private CallBench bench;

    @BeforeEach
    void open() throws Exception {
        Tool jira = new Declarations().read(Path.of("routes/jira"));
        tool = new ScriptedTool();
        Destination destination = CallBench.destination(tool.base(), jira.refusals(), jira.limits());
        bench = CallBench.of(destination, new Guard(List.of("127.0.0.1")));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        tool.close();
    }

    @Test
    void aBurstHoldsTheEndpointAlone() throws Exception {
        refused("RateLimit-Reason: jira-burst-based");

        assertThat(failed(FIELDS)).isFalse();
        assertThat(failed(STATUSES)).isTrue();
        assertThat(tool.received()).hasSize(2);
    }

    @Test
    void aReasonThatIsNotKnownHoldsTheEndpointAlone() throws Exception {
        refused("RateLimit-Reason: jira-cost-based");

        assertThat(failed(FIELDS)).isFalse();
        assertThat(failed(STATUSES)).isTrue();
    }

    @Test
    void aQuotaHoldsEverything() throws Exception {
        refused("RateLimit-Reason: jira-quota-global-based");

        assertThat(failed(FIELDS)).isTrue();
        assertThat(tool.received()).hasSize(1);
    }

    @Test
    void anEndpointWhoseBurstIsUsedUpIsLeftAloneBeforeItRefuses() throws Exception {
        String soon = "X-RateLimit-Reset: " + Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MINUTES);
        tool.then(ScriptedTool.status(200, "{}", "X-RateLimit-Remaining: 0", soon));
        bench.get(STATUSES);

        assertThat(failed(FIELDS)).isFalse();
        assertThat(failed(STATUSES)).isTrue();
    }

    @Test
    void pointsThatAreUsedUpHoldEverything() throws Exception {
        tool.then(ScriptedTool.status(200, "{}", "RateLimit: \"tenant-app-quota\";r=0;t=1800"));
        bench.get(STATUSES);

        assertThat(failed(FIELDS)).isTrue();
        assertThat(tool.received()).hasSize(1);
    }

    /** Data Center sends the header with every answer. */
    @Test
    void aWaitOfNothingIsNone() throws Exception {
        tool.then(ScriptedTool.status(200, "{}", "retry-after: 0", "X-RateLimit-Remaining: 10"));
        bench.get(STATUSES);

        assertThat(failed(STATUSES)).isFalse();
    }

    private void refused(String reason) throws Exception {
        tool.then(ScriptedTool.status(429, "{}", "Retry-After: 3600", reason));
        assertThat(failed(STATUSES)).isTrue();
    }

    private boolean failed(String path) throws ToolFailure {
        Exchange exchange = bench.exchange(new Request(Method.GET, path, null));
        return exchange.getException() instanceof ToolFailure.RateLimitFailure;
    }
}
