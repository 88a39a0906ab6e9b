package io.bactrian.route;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.canary.Canary;
import io.bactrian.route.canary.Candidate;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.RouteText;
import java.util.List;

/** What a page would go through with a change. */
final class Candidates {
    private final Reload reload;
    private final DeclaredTools declared;
    private final DryRun dryRun;

    Candidates(Reload reload, DeclaredTools declared, DryRun dryRun) {
        this.reload = reload;
        this.declared = declared;
        this.dryRun = dryRun;
    }

    /** @throws ToolFailure of category configuration when the change cannot run */
    Candidate of(Change change, String tool) throws ToolFailure {
        try {
            Plan plan = reload.check(change);
            List<RouteText> routes = plan.after().flows().through(Canary.PAGE, tool);
            return new Candidate(
                    declared.after(plan, tool),
                    routes.stream().map(RouteText::id).toList(),
                    (route, body) -> dryRun.send(plan.path(), routes, route, body));
        } catch (BrokenFlow e) {
            throw ToolFailure.of(FailureCategory.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }
}
