package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.FailureSettings.Policy;
import io.bactrian.store.FreshDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about a failed call of each category: how often and after what waits it is repeated, and what is recorded. */
class ToolPoliciesIT {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final FreshDatabase database = FreshDatabase.create();
    private final UUID integration = database.integration();
    private final CamelContext context = new DefaultCamelContext();
    private final FailingTool tool = new FailingTool();

    @BeforeEach
    void start() throws Exception {
        FailureSettings settings = new FailureSettings(policies(), LONGEST);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.disableJMX();
        context.getRegistry()
                .bind(
                        "integrationFailures",
                        new IntegrationFailures(
                                database.jdbi(),
                                new RecoveryPolicy(LONGEST),
                                report -> ToolFailure.of(FailureCategory.UNEXPECTED, "nothing is reported here"),
                                id -> false,
                                meters,
                                (handle, failure, recovery) -> {},
                                Clock.systemUTC()));
        context.addRoutes(new FlowPolicies());
        context.addRoutes(new ToolPolicies(new Retries(settings, meters)));
        context.addRoutes(new FailureRoutes());
        context.addRoutes(new CallRoutes(tool));
        context.start();
    }

    private static Map<FailureCategory, Policy> policies() {
        Map<FailureCategory, Policy> policies = new EnumMap<>(FailureCategory.class);
        for (FailureCategory category : FailureCategory.values()) {
            if (category.isRepeated()) {
                policies.put(category, new Policy(ATTEMPTS, Duration.ofMillis(20), 2, Duration.ofMillis(60)));
            }
        }
        return policies;
    }

    @AfterEach
    void stop() {
        context.stop();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsRepeatedAsItsCategorySaysAndRecordedOnce(FailureCategory category) {
        tool.failure = ToolFailure.of(category, "refused");

        assertThatThrownBy(() -> call(10)).isInstanceOf(CamelExecutionException.class);

        int repeats = category.isRepeated() ? ATTEMPTS : 0;
        assertThat(tool.calls).isEqualTo(1 + repeats);
        assertThat(recorded())
                .containsExactly(
                        category.word() + " " + integration + " 1 time, " + (1 + repeats) + " attempts: refused");
    }

    @ParameterizedTest
    @EnumSource
    void anIntegrationMayAllowFewerRepeatsThanTheCategory(FailureCategory category) {
        tool.failure = ToolFailure.of(category, "refused");

        assertThatThrownBy(() -> call(1)).isInstanceOf(CamelExecutionException.class);

        assertThat(tool.calls).isEqualTo(category.isRepeated() ? 2 : 1);
    }

    /** How much longer they may be is RetriesTest's: here the machine's load would count. */
    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMIT", "TIMEOUT", "NETWORK", "TOOL_OUTAGE", "STORAGE"})
    void eachRepetitionWaitsItsTime(FailureCategory category) {
        tool.failure = ToolFailure.of(category, "refused");

        assertThatThrownBy(() -> call(10)).isInstanceOf(CamelExecutionException.class);

        assertThat(tool.waits).hasSize(ATTEMPTS);
        assertThat(tool.waits.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(tool.waits.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(tool.waits.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMIT", "TOOL_OUTAGE"})
    void theWaitThatTheToolAskedForIsTheShortest(FailureCategory category) {
        tool.failure = ToolFailure.of(category, "refused", 503, Duration.ofMillis(1500), null);

        assertThatThrownBy(() -> call(1)).isInstanceOf(CamelExecutionException.class);

        assertThat(tool.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(1500)));
    }

    @Test
    void aWaitThatIsTooLongIsLeftToTheRun() {
        tool.failure = ToolFailure.of(FailureCategory.RATE_LIMIT, "refused", 429, LONGEST.plusMillis(1), null);

        assertThatThrownBy(() -> call(10)).isInstanceOf(CamelExecutionException.class);

        assertThat(tool.calls).isEqualTo(1);
        assertThat(recovery()).isEqualTo("wait");
    }

    @Test
    void whatNobodyForesawIsRecordedAsUnexpectedAndNotRepeated() {
        tool.failure = new IllegalStateException("a detail that is nobody's business");

        assertThatThrownBy(() -> call(10)).isInstanceOf(CamelExecutionException.class);

        assertThat(tool.calls).isEqualTo(1);
        assertThat(recorded())
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("unexpected ").doesNotContain("business"));
    }

    @Test
    void aCallThatGoesWellWhenRepeatedLeavesNoRecord() {
        tool.failure = ToolFailure.of(FailureCategory.NETWORK, "refused");
        tool.failures = 2;

        call(10);

        assertThat(tool.calls).isEqualTo(3);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void theClausesStandInTheOrderOfTheCategories() {
        List<String> clauses = context
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteConfigurationDefinition(ToolPolicies.ID)
                .getOnExceptions()
                .stream()
                .flatMap(clause -> clause.getExceptions().stream())
                .toList();

        List<String> expected = new ArrayList<>();
        for (FailureCategory category : FailureCategory.values()) {
            expected.add(ToolFailure.of(category, "refused").getClass().getName());
        }
        expected.add(Exception.class.getName());
        assertThat(clauses).isEqualTo(expected);
    }

    private void call(int allowed) {
        context.createFluentProducerTemplate()
                .to("direct:tool-call")
                .withHeader("X-Bactrian-Connection", integration.toString())
                .withHeader(IntegrationFailures.TOOL_HEADER, "jira")
                .withHeader(Retries.ATTEMPTS_HEADER, allowed)
                .request();
    }

    private List<String> recorded() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select category || ' ' || integration_id || ' ' || count || ' time, ' || attempts || ' attempts: '
                            || message
                        from bactrian.failures
                        """).mapTo(String.class).list());
    }

    private @Nullable String recovery() {
        Optional<String> recovery = database.jdbi()
                .withHandle(handle -> handle.createQuery("select recovery from bactrian.failures")
                        .mapTo(String.class)
                        .findOne());
        return recovery.orElse(null);
    }

    /** A tool that fails, and notes how often it was called and how long after the call before. */
    public static final class FailingTool {
        private final List<Duration> waits = new ArrayList<>();
        private Exception failure = new IllegalStateException("not told how to fail");
        private int failures = Integer.MAX_VALUE;
        private int calls;
        private long failedAt;

        public void call() throws Exception {
            if (calls > 0) {
                waits.add(Duration.ofNanos(System.nanoTime() - failedAt));
            }
            calls++;
            if (calls <= failures) {
                failedAt = System.nanoTime();
                throw failure;
            }
        }
    }

    /** A tool's call route, and recoveries that have nothing to do. */
    private static final class CallRoutes extends RouteBuilder {
        private final FailingTool tool;

        CallRoutes(FailingTool tool) {
            this.tool = tool;
        }

        @Override
        public void configure() {
            from("direct:tool-call")
                    .routeId("tool-call")
                    .routeConfigurationId(ToolPolicies.ID)
                    .bean(tool, "call");
            for (String recovery : List.of("retry", "wait", "pause", "local-copy")) {
                from("direct:recover-" + recovery)
                        .routeId("recover-" + recovery)
                        .setBody(constant(false));
            }
        }
    }
}
