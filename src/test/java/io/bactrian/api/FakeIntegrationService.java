package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.access.Caller;
import io.bactrian.connection.ConnectionTest;
import io.bactrian.connection.HealthStatus;
import io.bactrian.connection.Integration;
import io.bactrian.connection.Integration.LastFailure;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.connection.NewIntegration;
import io.bactrian.connection.Precondition;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.consistency.CensusKind;
import io.bactrian.consistency.Certificate;
import io.bactrian.consistency.DifferenceKind;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.failure.Failure;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Handled;
import io.bactrian.failure.Recovery;
import io.bactrian.failure.Report;
import io.bactrian.failure.ToolFailure;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.Rejected;
import io.bactrian.run.RunKind;
import io.bactrian.run.RunMode;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.RunSummary;
import io.bactrian.run.StreamReport;
import io.bactrian.run.SyncMode;
import io.bactrian.run.TimelineEntry;
import io.bactrian.tool.Tool;
import io.bactrian.validation.Inconsistency;
import io.bactrian.validation.InconsistencyFilter;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that knows one tool, one integration and one run, and remembers what it was asked. */
final class FakeIntegrationService implements IntegrationService {
    static final UUID INTEGRATION = UUID.fromString("3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f");
    static final UUID RUN = UUID.fromString("7a1d9c34-2b8e-4f60-9c15-0d3e5f7a9b1c");
    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");

    private final Tool tool;
    final List<Object> asked = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;

    FakeIntegrationService(Tool tool) {
        this.tool = tool;
    }

    @Override
    public List<Tool> tools() {
        ask("tools");
        return List.of(tool);
    }

    @Override
    public Tool tool(String name) {
        ask(name);
        if (!name.equals(tool.name())) {
            throw Rejected.notFound("There is no tool of this name.");
        }
        return tool;
    }

    @Override
    public Integration connectToTool(Caller caller, NewIntegration integration, boolean connect) {
        ask(integration);
        tool(integration.tool());
        return integration(
                integration.name(),
                integration.config(),
                connect ? IntegrationStatus.CONNECTED : IntegrationStatus.DISCONNECTED);
    }

    @Override
    public Integration integration(Caller caller, UUID id) {
        ask(id);
        if (!id.equals(INTEGRATION)) {
            throw Rejected.notFound("There is no integration with this id.");
        }
        return integration("Acme", JsonNodeFactory.instance.objectNode(), IntegrationStatus.CONNECTED);
    }

    @Override
    public Slice<Integration> integrations(Caller caller, IntegrationFilter filter, int limit, String next) {
        ask(filter);
        return new Slice<>(List.of(integration(caller, INTEGRATION)), "page-" + limit);
    }

    @Override
    public Integration updateIntegration(
            Caller caller, UUID id, IntegrationChange change, Precondition precondition, boolean connect) {
        ask(change);
        Integration before = integration(caller, id);
        ask(precondition);
        return before;
    }

    @Override
    public void deleteIntegration(Caller caller, UUID id, Precondition precondition) {
        ask(precondition);
        integration(caller, id);
    }

    @Override
    public ConnectionTest testIntegration(Caller caller, UUID id) {
        Integration tested = integration(caller, id);
        return new ConnectionTest(
                true,
                41L,
                Map.of("timeZone", "Europe/Paris"),
                tested.permissions(),
                List.of(new ConnectionTest.ScopeCount("/scope/projects/0", "PLAT", 1204L)),
                null,
                List.of());
    }

    @Override
    public Integration connectIntegration(Caller caller, UUID id) {
        return integration(caller, id);
    }

    @Override
    public Integration disconnectIntegration(Caller caller, UUID id) {
        integration(caller, id);
        return integration("Acme", JsonNodeFactory.instance.objectNode(), IntegrationStatus.DISCONNECTED);
    }

    @Override
    public RunReport syncData(Caller caller, UUID integrationId, SyncMode mode, List<String> streams, Duration wait) {
        ask(List.of(mode, streams, wait));
        integration(caller, integrationId);
        return run(caller, RUN);
    }

    @Override
    public RunReport validateDataConsistency(
            Caller caller, UUID integrationId, ValidationMode mode, Integer sample, Duration wait) {
        ask(List.of(mode, Optional.ofNullable(sample), wait));
        integration(caller, integrationId);
        return run(caller, RUN);
    }

    @Override
    public RunReport repair(Caller caller, UUID integrationId, boolean dryRun, Duration wait) {
        ask(List.of(dryRun, wait));
        integration(caller, integrationId);
        return run(caller, RUN);
    }

    @Override
    public Slice<Inconsistency> inconsistencies(Caller caller, InconsistencyFilter filter, int limit, String next) {
        ask(filter);
        Inconsistency title = new Inconsistency(
                7,
                RUN,
                INTEGRATION,
                "issues",
                "10001",
                null,
                "/fields/summary",
                "value",
                "medium",
                "\"ours\"",
                "\"theirs\"",
                THEN,
                null,
                null);
        return new Slice<>(List.of(title), "7");
    }

    @Override
    public Handled handleIntegrationFailure(Caller caller, Report report, boolean act) {
        ask(report);
        ToolFailure cause =
                ToolFailure.of(FailureCategory.RATE_LIMIT, report.error().message());
        return new Handled(
                new Failure(cause, null, null, "jira", null, null, "reported", 1, true, false),
                new Recovery.Wait(THEN, "the tool asked to be left alone until then"),
                act,
                false,
                null);
    }

    @Override
    public RunReport run(Caller caller, UUID id) {
        ask(id);
        if (!id.equals(RUN)) {
            throw Rejected.notFound("There is no run with this id.");
        }
        return report();
    }

    @Override
    public Slice<RunSummary> runs(Caller caller, RunFilter filter, int limit, String next) {
        ask(filter);
        return new Slice<>(List.of(summary()), null);
    }

    @Override
    public RunReport cancelRun(Caller caller, UUID id) {
        return run(caller, id);
    }

    @Override
    public RunReport confirmRun(Caller caller, UUID id, boolean accepted) {
        ask(accepted);
        return run(caller, id);
    }

    private void ask(Object what) {
        asked.add(what);
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private Integration integration(String name, JsonNode config, IntegrationStatus status) {
        return new Integration(
                INTEGRATION,
                tool.name(),
                name,
                null,
                config,
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.arrayNode(),
                new SyncFrequency.Every(900),
                status,
                null,
                HealthStatus.HEALTHY,
                JsonNodeFactory.instance.objectNode().put("timeZone", "Europe/Paris"),
                List.of(new StreamPermission("issues", true, null, null)),
                41L,
                new LastFailure("timeout", "The call to jira took longer than 30 s", THEN),
                THEN,
                THEN,
                THEN,
                null);
    }

    private static RunReport report() {
        RunSummary run = summary();
        return new RunReport(
                run.id(),
                run.integrationId(),
                run.kind(),
                run.mode(),
                run.state(),
                run.outcome(),
                run.failure(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                run.dueAt(),
                run.streams(),
                run.certificate(),
                List.of(new TimelineEntry(THEN, "started", null, null)));
    }

    private static RunSummary summary() {
        Map<DifferenceKind, Long> differing = new EnumMap<>(DifferenceKind.class);
        StreamCertificate stream =
                new StreamCertificate("issues", CensusKind.PRESENCE, 10, 10, 10, 10, differing, List.of(), 1.0);
        return new RunSummary(
                RUN,
                INTEGRATION,
                RunKind.SYNC,
                RunMode.INCREMENTAL,
                RunState.FINISHED,
                RunOutcome.IN_SYNC,
                null,
                THEN,
                THEN,
                THEN.plusMillis(1500),
                null,
                new ArrayList<>(List.of(new StreamReport("issues", 10, 10, 0, 0, 0, 0, 1, 5700))),
                new Certificate(RUN, THEN, List.of(stream), 1.0));
    }
}
