package io.bactrian.access;

import io.bactrian.access.session.Session;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is refused at the edge, and sees to it that it is noted first. */
final class RefusedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
    private static final int LONGEST_PATH = 200;
    private static final String UNKNOWN = "authentication";
    private static final String FORBIDDEN = "permission";

    private final Refusals refusals;
    private final RefusalNotes notes;
    private final Throttle noted;
    private final Function<Vertx, WorkerExecutor> threads;

    /** @param noted how many refusals of strangers are noted of one address; the others are counted */
    RefusedCalls(Refusals refusals, RefusalNotes notes, Throttle noted, Function<Vertx, WorkerExecutor> threads) {
        this.refusals = refusals;
        this.notes = notes;
        this.noted = noted;
        this.threads = threads;
    }

    void unknown(RoutingContext context) {
        if (noted.wrong(AccessHandler.address(context)).isPresent()) {
            notes.count(UNKNOWN);
            refusals.unknown(context);
        } else {
            note(context, UNKNOWN, () -> refusals.unknown(context));
        }
    }

    void forbidden(RoutingContext context, Role needed) {
        note(context, FORBIDDEN, () -> refusals.forbidden(context, needed));
    }

    void forged(RoutingContext context) {
        note(context, FORBIDDEN, () -> refusals.forged(context));
    }

    /** Sees to it that a change is noted, too, which the server refuses before its operation learns of it. */
    void watch(RoutingContext context) {
        if (!Session.isReading(context.request())) {
            context.addEndHandler(ended -> {
                if (refusals.isByServer(context)) {
                    note(context, "invalid_data", () -> {});
                }
            });
        }
    }

    void throttled(RoutingContext context, Duration wait) {
        notes.count("rate_limit");
        refusals.throttled(context, wait);
    }

    void overLimit(RoutingContext context, Duration wait) {
        notes.count("rate_limit");
        refusals.overLimit(context, wait);
    }

    void missing(RoutingContext context, boolean hasOtherVerbs) {
        refusals.missing(context, hasOtherVerbs);
    }

    void failed(RoutingContext context, Throwable cause) {
        refusals.failed(context, cause);
    }

    private void note(RoutingContext context, String result, Runnable answer) {
        String path = context.normalizedPath();
        String action = context.request().method().name() + " "
                + (path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path);
        Caller caller = caller(context);
        threads.apply(context.vertx())
                .executeBlocking(
                        () -> {
                            notes.note(caller, action, result);
                            return action;
                        },
                        false)
                .onFailure(cause -> LOG.error("refusal of {} could not be noted", action, cause))
                .onComplete(done -> answer.run());
    }

    private Caller caller(RoutingContext context) {
        User user = context.user();
        return Caller.of(
                user == null ? Caller.stranger(AccessHandler.address(context)) : user.principal(),
                refusals.requestId(context));
    }
}
