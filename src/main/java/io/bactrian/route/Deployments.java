package io.bactrian.route;

import io.bactrian.access.Caller;
import io.bactrian.failure.Classification;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.Change.Cause;
import io.bactrian.route.canary.CanaryPage;
import io.bactrian.route.canary.CanaryRequest;
import io.bactrian.route.canary.CanaryRoutes;
import io.bactrian.route.canary.Candidate;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowPath.Kind;
import io.bactrian.run.RunGate;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RouteConfigurationsBuilder;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The directory of routes, loaded, and followed from then on. */
public final class Deployments implements RouteFiles {
    private final ProducerTemplate template;
    private final Reload reload;
    private final Revisions revisions;
    private final Candidates candidates;

    private Deployments(ProducerTemplate template, Reload reload, Revisions revisions, Candidates candidates) {
        this.template = template;
        this.reload = reload;
        this.revisions = revisions;
        this.candidates = candidates;
    }

    /**
     * Loads the directory into a started context and follows it from then on.
     *
     * @param followers hear of each tool that is declared anew
     * @param policies the route configurations that routes name, made anew at each asking
     */
    public static Deployments start(
            CamelContext context,
            Path directory,
            Jdbi jdbi,
            Tools tools,
            RunGate gate,
            Consumer<Tool> followers,
            Supplier<List<RouteConfigurationsBuilder>> policies,
            MeterRegistry meters)
            throws Exception {
        RouteFolder folder = new RouteFolder(directory);
        Revisions revisions = new Revisions(jdbi);
        Declarations declarations = new Declarations();
        FlowLoader loader = new FlowLoader(context, folder, declarations, tools, revisions::lastGood);
        loader.load();
        DeclaredTools declared = new DeclaredTools(declarations, tools, new Availability(context, tools), followers);
        DryRun dryRun = new DryRun(context, policies);
        Reload reload = new Reload(
                folder,
                revisions,
                declared,
                dryRun,
                new Swap(
                        context, context.getComponent("direct", CountedDirectComponent.class), new LiveRoutes(context)),
                gate,
                meters);
        reload.begin(loader);
        context.getRegistry().bind("reload", reload);
        context.getRegistry().bind("routeWatch", new RouteWatch(folder, reload));
        context.addRoutes(new ReloadRoutes());
        return new Deployments(
                context.createProducerTemplate(), reload, revisions, new Candidates(reload, declared, dryRun));
    }

    @Override
    public List<FlowFile> files() {
        return reload.files();
    }

    @Override
    public Optional<FlowFile> file(FlowPath path) {
        return files().stream().filter(file -> file.path().equals(path.path())).findFirst();
    }

    @Override
    public Optional<Revision> running(FlowPath path) {
        return reload.running(path) == null ? Optional.empty() : revisions.live(path);
    }

    @Override
    public List<Revision> revisions(FlowPath path, int limit, @Nullable Long before) {
        return revisions.list(path, limit, before);
    }

    @Override
    public Preview preview(Caller caller, FlowPath path, String content) {
        Change change = new Change(path, bytes(content), caller, Cause.SENT);
        String diff = UnifiedDiff.of(path.path(), reload.content(path), content);
        try {
            Plan plan = reload.dryRun(reload.check(change));
            return new Preview(List.of(), plan.ending(), plan.beginning(), plan.concernsRuns(), diff);
        } catch (BrokenFlow e) {
            return new Preview(e.problems(), List.of(), List.of(), false, diff);
        }
    }

    @Override
    public CanaryPage look(Caller caller, FlowPath path, String content, Sample sample) throws ToolFailure {
        Candidate candidate = candidates.of(new Change(path, bytes(content), caller, Cause.SENT), sample.tool());
        CanaryRequest request = new CanaryRequest(candidate, caller, sample.integrationId(), stream(path, sample));
        try {
            return template.requestBody(CanaryRoutes.LOOK, request, CanaryPage.class);
        } catch (CamelExecutionException e) {
            throw Classification.of(e);
        }
    }

    /** Whoever changes a stream wants to see that one. */
    private static @Nullable String stream(FlowPath path, Sample sample) {
        return sample.stream() == null && path.kind() == Kind.STREAM ? path.stream() : sample.stream();
    }

    @Override
    public Outcome deploy(Caller caller, FlowPath path, String content) {
        return change(new Change(path, bytes(content), caller, Cause.SENT));
    }

    @Override
    public Optional<Outcome> rollBack(Caller caller, FlowPath path, long revision) {
        return revisions
                .find(path, revision)
                .map(Revision::content)
                .map(content -> change(new Change(path, bytes(content), caller, Cause.ROLLBACK)));
    }

    private Outcome change(Change change) {
        return template.requestBody(ReloadRoutes.CHANGE, change, Outcome.class);
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
