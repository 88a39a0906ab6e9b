package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.Throttle;
import io.bactrian.access.key.Key;
import io.bactrian.access.key.Keys;
import io.bactrian.access.session.Sessions;
import io.bactrian.access.session.Sessions.NewSession;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.audit.AuditLog;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Browsers, which turn a key into a cookie that no script can read. */
public final class SessionOperations implements Operations {
    private static final String PATH = "/session";

    private final Keys keys;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Clock clock;

    /** @param throttle the one that counts wrong keys everywhere */
    public SessionOperations(Keys keys, Sessions sessions, Throttle throttle, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.throttle = throttle;
        this.clock = clock;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post(PATH, "createSession", "Turns a key into a cookie for a browser", this)
                        .withBody()
                        .answering(201),
                Operation.get(PATH, "getSession", "Says who asks", this),
                Operation.delete(PATH, "deleteSession", "Ends the session of a browser", this));
    }

    public Answer createSession(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        Key key = key(RequestBody.read(body, SessionRequest.class).checked(), caller);
        UUID id = UUID.randomUUID();
        Caller known = caller.with(key);
        NewSession begun = sessions.begin(id, key, AuditLog.done(known, "createSession", id.toString(), null));
        return new Answer(
                Json.write(Who.of(known, begun.session().csrfToken())), Map.of("Set-Cookie", begun.setCookie()));
    }

    private Key key(String presented, Caller caller) {
        return Optional.ofNullable(keys.find(presented))
                .filter(key -> !key.expired(clock.instant()))
                .orElseThrow(() -> wrong(caller));
    }

    private Rejected wrong(Caller caller) {
        return throttle.wrong(caller.address())
                .map(wait -> new Rejected(
                                429,
                                FailureCategory.RATE_LIMIT,
                                "Too many wrong keys came from this address.",
                                List.of())
                        .wayOut("Send a valid key.")
                        .retryAfter(wait))
                .orElseGet(() -> new Rejected(
                                401,
                                FailureCategory.AUTHENTICATION,
                                "The key is not valid.",
                                List.of(new Rejected.Mistake("/key", "is unknown or has expired")))
                        .wayOut("Send a valid key."));
    }

    public String getSession(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @ExchangeProperty(CallOf.SESSION) @Nullable SessionView session,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        return Json.write(Who.of(caller, session == null ? null : session.csrfToken()));
    }

    public Answer deleteSession(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @ExchangeProperty(CallOf.SESSION) @Nullable SessionView session,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        if (session == null) {
            throw Rejected.invalid("The request came by key: there is no session to end.", List.of())
                    .wayOut("Send the cookie of the session and no key.");
        }
        String id = session.id().toString();
        String noCookie = sessions.end(session.id(), AuditLog.done(caller, "deleteSession", id, null));
        return new Answer("", Map.of("Set-Cookie", noCookie));
    }

    /** Who asks, and what a page has to send with changes; no token for who came by key. */
    record Who(
            String name,
            Role role,
            @Nullable List<String> projects,
            @Nullable String csrfToken) {
        static Who of(Caller caller, @Nullable String csrfToken) {
            return new Who(
                    caller.name(), caller.role(), caller.projects() == null ? null : caller.projectList(), csrfToken);
        }
    }
}
