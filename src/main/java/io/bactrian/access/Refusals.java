package io.bactrian.access;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** How a refused request is answered. */
public interface Refusals {
    /** Nobody known: no key, an unknown one or an expired one. */
    void unknown(RoutingContext context);

    /** Known, but the role does not allow it. */
    void forbidden(RoutingContext context, Role needed);

    /** Known by a cookie, but the change may be another site's doing: it lacks the session's token. */
    void forged(RoutingContext context);

    /** Known, but there is nothing of this kind: no such path, or the path knows other verbs. */
    void missing(RoutingContext context, boolean hasOtherVerbs);

    /** Too many wrong keys from one address. */
    void throttled(RoutingContext context, Duration wait);

    /** More calls than a key or an address may make. */
    void overLimit(RoutingContext context, Duration wait);

    /** The keys could not be looked up. */
    void failed(RoutingContext context, Throwable cause);

    /** Whether the server itself refused a request, for its form: no operation has seen it. */
    boolean isByServer(RoutingContext context);

    /** The id under which the request is logged. */
    String requestId(RoutingContext context);
}
