package io.bactrian.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.audit.AuditLog;
import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.connection.ConnectionTest;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.NewIntegration;
import io.bactrian.connection.Precondition;
import io.bactrian.connection.Removals.Removal;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Handled;
import io.bactrian.failure.IntegrationFailures;
import io.bactrian.failure.Report;
import io.bactrian.run.RunKind;
import io.bactrian.run.RunMode;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunReports;
import io.bactrian.run.RunSummary;
import io.bactrian.run.Runs;
import io.bactrian.run.SyncMode;
import io.bactrian.run.Wanted;
import io.bactrian.store.ListPosition;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
import io.bactrian.validation.Inconsistencies;
import io.bactrian.validation.Inconsistency;
import io.bactrian.validation.InconsistencyFilter;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** The operations, handed to their routes. */
public final class RoutedIntegrationService implements IntegrationService {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Supplier<ProducerTemplate> routes;
    private final Tools tools;
    private final ConnectionRegistry connections;
    private final Runs runs;
    private final RunReports reports;
    private final Inconsistencies inconsistencies;

    /** @param routes how messages reach the routes; asked when the first one is sent, after the start */
    public RoutedIntegrationService(
            Supplier<ProducerTemplate> routes,
            Tools tools,
            ConnectionRegistry connections,
            Runs runs,
            RunReports reports,
            Inconsistencies inconsistencies) {
        this.routes = routes;
        this.tools = tools;
        this.connections = connections;
        this.runs = runs;
        this.reports = reports;
        this.inconsistencies = inconsistencies;
    }

    @Override
    public List<Tool> tools() {
        return List.copyOf(tools.all());
    }

    @Override
    public Tool tool(String name) {
        return tools.find(name).orElseThrow(() -> Rejected.notFound("there is no tool " + name));
    }

    @Override
    public Integration connectToTool(Caller caller, NewIntegration integration, boolean connect) {
        refuseForeign(caller, integration.projectId());
        return ask(connect ? "direct:connect-to-tool" : "direct:connect-later", integration, caller, Integration.class);
    }

    @Override
    public Integration updateIntegration(
            Caller caller, UUID id, IntegrationChange change, Precondition precondition, boolean connect) {
        integration(caller, id);
        JsonNode project = change.projectId();
        if (project != null) {
            refuseForeign(caller, project.textValue());
        }
        IntegrationChange.Request request = new IntegrationChange.Request(id, change, precondition, connect);
        return ask("direct:change-integration", request, caller, Integration.class);
    }

    @Override
    public void deleteIntegration(Caller caller, UUID id, Precondition precondition) {
        integration(caller, id);
        ask("direct:remove-integration", new Removal(id, precondition), caller, Removal.class);
    }

    @Override
    public ConnectionTest testIntegration(Caller caller, UUID id) {
        integration(caller, id);
        return ask("direct:test-connection", id, caller, ConnectionTest.class);
    }

    @Override
    public Integration connectIntegration(Caller caller, UUID id) {
        integration(caller, id);
        return ask("direct:connect-integration", id, caller, Integration.class);
    }

    @Override
    public Integration disconnectIntegration(Caller caller, UUID id) {
        integration(caller, id);
        return ask("direct:disconnect-integration", id, caller, Integration.class);
    }

    private static void refuseForeign(Caller caller, @Nullable String projectId) {
        if (!caller.sees(projectId)) {
            throw Rejected.invalid(
                    "the key is for other projects",
                    List.of(new Rejected.Mistake("/projectId", "must be one of " + caller.projects())));
        }
    }

    private <T> T ask(String route, Object body, Caller caller, Class<T> answer) {
        try {
            return routes.get().requestBodyAndHeader(route, body, Connections.CALLER, caller, answer);
        } catch (CamelExecutionException e) {
            throw RouteFailures.rejected(e);
        }
    }

    @Override
    public Integration integration(Caller caller, UUID id) {
        return connections
                .find(id)
                .filter(found -> caller.sees(found.projectId()))
                .orElseThrow(() -> Rejected.notFound("there is no integration " + id));
    }

    @Override
    public Slice<Integration> integrations(Caller caller, IntegrationFilter filter, int limit, @Nullable String next) {
        List<Integration> found =
                connections.list(caller, filter.projectId(), filter.tool(), filter.status(), limit + 1, position(next));
        return Slice.of(found, limit, last -> new ListPosition(last.createdAt(), last.id()).text());
    }

    @Override
    public RunReport syncData(Caller caller, UUID integrationId, SyncMode mode, List<String> streams, Duration wait) {
        Integration integration = integration(caller, integrationId);
        AtRest.refuse(integration);
        Tool tool = OwnTool.of(
                IntegrationTool.of(tool(integration.tool()), integration.config(), integration.told()),
                integration.scope(),
                integration.dataMapping());
        for (String stream : streams) {
            if (!tool.streams().containsKey(stream)) {
                throw Rejected.invalid(
                        "there is no stream " + stream,
                        List.of(new Rejected.Mistake(
                                "/streams",
                                "known are " + String.join(", ", tool.streams().keySet()))));
            }
        }
        UUID run = runs.request(
                Wanted.sync(integrationId, mode, streams),
                AuditLog.done(caller, "syncIntegration", integrationId.toString(), integration.projectId()));
        return begun(run, wait);
    }

    private RunReport begun(UUID run, Duration wait) {
        routes.get().sendBody("direct:run-start", null);
        if (!wait.isZero()) {
            runs.awaitEnd(run, shorter(wait));
        }
        return report(run);
    }

    /** A run goes with its integration, also while somebody waits for it. */
    private RunReport report(UUID run) {
        return reports.find(run).orElseThrow(() -> Rejected.notFound("there is no run " + run));
    }

    @Override
    public RunReport validateDataConsistency(
            Caller caller, UUID integrationId, ValidationMode mode, @Nullable Integer sample, Duration wait) {
        Integration integration = integration(caller, integrationId);
        AtRest.refuse(integration);
        UUID run = runs.request(
                mode.of(integrationId, sample),
                AuditLog.done(caller, "validateIntegration", integrationId.toString(), integration.projectId()));
        return begun(run, wait);
    }

    @Override
    public RunReport repair(Caller caller, UUID integrationId, boolean dryRun, Duration wait) {
        Integration integration = integration(caller, integrationId);
        AtRest.refuse(integration);
        RunMode mode = dryRun ? RunMode.DRY_RUN : RunMode.APPLY;
        UUID run = runs.request(
                new Wanted(integrationId, RunKind.REPAIR, mode, List.of(), null),
                AuditLog.done(caller, "repairIntegration", integrationId.toString(), integration.projectId()));
        return begun(run, wait);
    }

    @Override
    public Slice<Inconsistency> inconsistencies(
            Caller caller, InconsistencyFilter filter, int limit, @Nullable String next) {
        return Slice.of(
                inconsistencies.list(filter, caller.projects(), limit + 1, position(next)),
                limit,
                last -> last.position().text());
    }

    @Override
    public Handled handleIntegrationFailure(Caller caller, Report report, boolean act) {
        UUID id = report.integrationId();
        String project = id == null ? null : integration(caller, id).projectId();
        return routes.get()
                .getCamelContext()
                .createFluentProducerTemplate()
                .withBody(report)
                .withExchangeProperty(IntegrationFailures.OPINION, !act)
                .withExchangeProperty(
                        IntegrationFailures.ALONGSIDE,
                        AuditLog.done(caller, "handleFailure", String.valueOf(id), project))
                .to("direct:handle-integration-failure")
                .request(Handled.class);
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public RunReport run(Caller caller, UUID id) {
        return reports.find(id)
                .filter(run -> sees(caller, run))
                .orElseThrow(() -> Rejected.notFound("there is no run " + id));
    }

    private boolean sees(Caller caller, RunReport run) {
        return caller.projects() == null
                || connections
                        .find(run.integrationId())
                        .filter(integration -> caller.sees(integration.projectId()))
                        .isPresent();
    }

    @Override
    public Slice<RunSummary> runs(Caller caller, RunFilter filter, int limit, @Nullable String next) {
        List<RunSummary> found = reports.list(
                caller, filter.integrationId(), filter.kind(), filter.outcome(), limit + 1, position(next));
        return Slice.of(found, limit, last -> new ListPosition(last.createdAt(), last.id()).text());
    }

    @Override
    public RunReport cancelRun(Caller caller, UUID id) {
        Integration integration = integration(caller, run(caller, id).integrationId());
        runs.cancel(id, AuditLog.done(caller, "cancelRun", id.toString(), integration.projectId()));
        return report(id);
    }

    @Override
    public RunReport confirmRun(Caller caller, UUID id, boolean accepted) {
        Integration integration = integration(caller, run(caller, id).integrationId());
        if (!runs.confirm(id, accepted, AuditLog.done(caller, "confirmRun", id.toString(), integration.projectId()))) {
            throw new Rejected(409, FailureCategory.INVALID_DATA, "the run asks nothing", List.of())
                    .wayOut("Only a run that waits with an 'asked' step at the end of its timeline can be answered.");
        }
        return report(id);
    }

    private static @Nullable ListPosition position(@Nullable String next) {
        return next == null
                ? null
                : ListPosition.read(next)
                        .orElseThrow(() -> new Rejected(
                                400,
                                FailureCategory.INVALID_DATA,
                                "next is not one that was given out",
                                List.of(new Rejected.Mistake("?next", "is not one that was given out"))));
    }
}
