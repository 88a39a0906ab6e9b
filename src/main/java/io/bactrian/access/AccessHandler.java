package io.bactrian.access;

import io.bactrian.access.AccessRules.Access;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before every route of the server and lets nothing through without a key, but what is public. */
public final class AccessHandler implements AuthenticationHandler {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,200})");

    private final Keys keys;
    private final Throttle throttle;
    private final Refusals refusals;
    private final Clock clock;
    private final AccessRules rules = AccessRules.load();

    public AccessHandler(Keys keys, Throttle throttle, Refusals refusals, Clock clock) {
        this.keys = keys;
        this.throttle = throttle;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        Access access = rules.access(context.request().method().name(), context.normalizedPath());
        if (access instanceof Access.Open) {
            context.next();
            return;
        }
        Optional<String> presented = presented(context);
        if (presented.isEmpty()) {
            refusals.unknown(context);
            return;
        }
        lookUp(context, presented.get(), access);
    }

    private static Optional<String> presented(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /** The look-up asks the database, so it leaves the event loop; the body waits meanwhile. */
    private void lookUp(RoutingContext context, String presented, Access access) {
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> Optional.ofNullable(keys.find(presented)), false)
                .onComplete(found -> {
                    context.request().resume();
                    if (found.failed()) {
                        refusals.failed(context, found.cause());
                    } else {
                        decide(context, found.result().orElse(null), access);
                    }
                });
    }

    private void decide(RoutingContext context, @Nullable Key key, Access access) {
        String address = context.request().remoteAddress().hostAddress();
        if (key == null || key.expired(clock.instant())) {
            throttle.wrong(address)
                    .ifPresentOrElse(wait -> refusals.throttled(context, wait), () -> refusals.unknown(context));
        } else if (access instanceof Access.Needs needs && key.role().includes(needs.role())) {
            name(context, Caller.principal(key, address));
            context.next();
        } else if (access instanceof Access.Needs needs) {
            refusals.forbidden(context, needs.role());
        } else {
            refusals.missing(context, access instanceof Access.NoVerb);
        }
    }

    // What is to take its place is internal to the router.
    @SuppressWarnings("deprecation")
    private static void name(RoutingContext context, JsonObject caller) {
        context.setUser(User.create(caller));
    }
}
