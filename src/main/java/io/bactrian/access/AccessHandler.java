package io.bactrian.access;

import io.bactrian.access.AccessRules.Access;
import io.bactrian.access.key.Key;
import io.bactrian.access.key.Keys;
import io.bactrian.access.session.BrowserSessions;
import io.bactrian.access.session.Session;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before every route of the server and lets nothing through without a key or a session, but what is public. */
public final class AccessHandler implements AuthenticationHandler {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,200})");
    private static final int LOOK_UPS = 4;

    private final Keys keys;
    private final BrowserSessions sessions;
    private final Limits limits;
    private final RefusedCalls refused;
    private final Clock clock;
    private final AccessRules rules = AccessRules.load();
    private @Nullable WorkerExecutor lookUps;

    public AccessHandler(
            Keys keys, BrowserSessions sessions, Limits limits, Refusals refusals, RefusalNotes notes, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.limits = limits;
        this.refused = new RefusedCalls(refusals, notes, limits.notedRefusals(), this::offTheEventLoop);
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Duration> tooMany = limits.perAddress().take(address(context));
        if (tooMany.isPresent()) {
            refused.overLimit(context, tooMany.get());
            return;
        }
        Access access = rules.access(context.request().method().name(), context.normalizedPath());
        if (access instanceof Access.Open) {
            name(context, Caller.stranger(address(context)));
            context.next();
            return;
        }
        presented(context).ifPresentOrElse(look -> lookUp(context, look, access), () -> refused.unknown(context));
    }

    /** A key goes before a cookie, which browsers send without being asked. */
    private Optional<Callable<Optional<Presented>>> presented(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            Matcher bearer = BEARER.matcher(header);
            return bearer.matches() ? Optional.of(() -> byKey(bearer.group(1))) : Optional.empty();
        }
        Cookie cookie = context.request().getCookie(sessions.cookieName());
        return Optional.ofNullable(cookie).map(sent -> () -> bySession(sent.getValue()));
    }

    private Optional<Presented> byKey(String presented) {
        return Optional.ofNullable(keys.find(presented)).map(key -> new Presented(key, null));
    }

    private Optional<Presented> bySession(String cookie) {
        return Optional.ofNullable(sessions.find(cookie)).map(session -> new Presented(session.key(), session));
    }

    /** The body waits meanwhile. */
    private void lookUp(RoutingContext context, Callable<Optional<Presented>> look, Access access) {
        context.request().pause();
        offTheEventLoop(context.vertx()).executeBlocking(look, false).onComplete(found -> {
            context.request().resume();
            if (found.failed()) {
                refused.failed(context, found.cause());
            } else {
                decide(context, found.result().orElse(null), access);
            }
        });
    }

    /** Threads of their own: operations that wait for a run must not keep others from being let in. */
    private synchronized WorkerExecutor offTheEventLoop(Vertx vertx) {
        if (lookUps == null) {
            lookUps = vertx.createSharedWorkerExecutor("access", LOOK_UPS);
        }
        return lookUps;
    }

    private void decide(RoutingContext context, @Nullable Presented presented, Access access) {
        if (presented == null || presented.key().expired(clock.instant())) {
            limits.wrongKeys()
                    .wrong(address(context))
                    .ifPresentOrElse(wait -> refused.throttled(context, wait), () -> refused.unknown(context));
            return;
        }
        name(context, presented.principal(address(context)));
        limits.perKey()
                .take(presented.key().id().toString())
                .ifPresentOrElse(
                        wait -> refused.overLimit(context, wait), () -> decideKnown(context, presented, access));
    }

    private void decideKnown(RoutingContext context, Presented presented, Access access) {
        if (access instanceof Access.Needs needs) {
            if (presented.session() != null && !presented.session().admits(context.request())) {
                refused.forged(context);
            } else if (presented.key().role().includes(needs.role())) {
                refused.watch(context);
                context.next();
            } else {
                refused.forbidden(context, needs.role());
            }
        } else {
            refused.missing(context, access instanceof Access.NoVerb);
        }
    }

    static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }

    // What is to take its place is internal to the router.
    @SuppressWarnings("deprecation")
    private static void name(RoutingContext context, JsonObject caller) {
        context.setUser(User.create(caller));
    }

    /** A key, and the session that it came by. */
    private record Presented(Key key, @Nullable Session session) {
        JsonObject principal(String address) {
            JsonObject principal = Caller.principal(key, address);
            return session == null ? principal : session.describe(principal);
        }
    }
}
