package io.bactrian.route;

import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.RouteText;
import io.bactrian.tool.declaration.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges routes under those who go through them: each is closed and left by whoever is in it, callers wait at the door, and
 * go on through the new one. When anything goes wrong the old ones are back before the callers notice.
 */
final class Swap {
    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);
    /** Less than the 30 seconds that a caller waits at a closed door. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CamelContext context;
    private final CountedDirectComponent doors;
    private final LiveRoutes live;

    Swap(CamelContext context, CountedDirectComponent doors, LiveRoutes live) {
        this.context = context;
        this.doors = doors;
        this.live = live;
    }

    /** @throws RoutesBusy when somebody does not leave in time; nothing has changed then */
    void exchange(Plan plan) throws BrokenFlow, RoutesBusy {
        List<RouteText> out = plan.out();
        close(plan, out);
        try {
            live.remove(out);
            live.add(plan.path(), plan.in());
        } catch (BrokenFlow e) {
            restore(plan, out, e);
            throw e;
        }
    }

    private void close(Plan plan, List<RouteText> out) throws RoutesBusy {
        List<Route> closed = new ArrayList<>();
        List<String> ids = out.stream().map(RouteText::id).toList();
        for (String id : plan.before().flows().graph().inOrder(ids)) {
            Route route = context.getRoute(id);
            if (route != null) {
                // Not suspendRoute: it lets a direct consumer go on taking in while it waits for the last to leave.
                ServiceHelper.suspendService(route.getConsumer());
                closed.add(route);
                if (!isLeft(id)) {
                    closed.forEach(open -> ServiceHelper.resumeService(open.getConsumer()));
                    throw new RoutesBusy("somebody is in the route " + id + " for longer than " + PATIENCE.toSeconds()
                            + " seconds, so nothing was exchanged");
                }
            }
        }
    }

    private boolean isLeft(String id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (doors.inside(id) > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return doors.inside(id) == 0;
    }

    private void restore(Plan plan, List<RouteText> out, BrokenFlow cause) {
        try {
            live.remove(out);
            live.add(plan.path(), out);
        } catch (BrokenFlow e) {
            cause.addSuppressed(e);
            LOG.error("what ran of {} before does not come back: {}", plan.path(), e.getMessage());
        }
    }

    /** A problem of a file as a whole. */
    static BrokenFlow broken(Plan plan, String message) {
        return new BrokenFlow(List.of(new Problem(plan.path().path(), "", message)));
    }
}
