package io.bactrian.api.server;

import io.bactrian.access.Refusals;
import io.bactrian.access.Role;
import io.bactrian.access.session.Session;
import io.bactrian.api.request.Json;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.operation.Rejected;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where whatever goes wrong becomes a {@link Problem}; what nobody foresaw is logged here and told nobody. */
public final class Problems implements Refusals {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String BY_SERVER = "refusedByServer";
    private static final String KEY = "Send a valid key as Authorization: Bearer <key>.";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** What a cause is to the caller; the request's id leads from the answer to the log. */
    public Problem of(Throwable thrown, String request) {
        Throwable cause = known(thrown);
        if (cause instanceof Rejected rejected) {
            Problem problem = Problem.of(
                    rejected.status(),
                    rejected.category(),
                    String.valueOf(rejected.getMessage()),
                    request,
                    rejected.mistakes());
            return rejected.wayOut().map(problem::wayOut).orElse(problem);
        }
        if (cause instanceof ToolFailure failure && failure.category() != FailureCategory.UNEXPECTED) {
            LOG.warn("request {} failed: {}", request, failure.getMessage());
            return Problem.of(422, failure.category(), String.valueOf(failure.getMessage()), request, List.of());
        }
        LOG.error("request {} failed", request, cause);
        return ofStatus(500, request);
    }

    /** When what went wrong may go well, where that is known. */
    public Optional<Duration> retryAfter(Throwable thrown) {
        return known(thrown) instanceof Rejected rejected ? rejected.retryAfter() : Optional.empty();
    }

    /** Rounded up, as the header is in whole seconds. */
    public static String seconds(Duration wait) {
        return String.valueOf(wait.toSeconds() + 1);
    }

    /** The first of the causes that says what it is to the caller; the whole otherwise. */
    private static Throwable known(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof Rejected) && !(cause instanceof ToolFailure)) {
            Throwable next = cause.getCause();
            if (next == null) {
                return thrown;
            }
            cause = next;
        }
        return cause;
    }

    /** What a bare status is to the caller. */
    Problem ofStatus(int status, String request) {
        return switch (status) {
            case 401 ->
                Problem.of(401, FailureCategory.AUTHENTICATION, "A valid API key is needed.", request, List.of())
                        .wayOut(KEY);
            case 404 ->
                Problem.of(404, FailureCategory.NOT_FOUND, "There is nothing at this path.", request, List.of());
            case 400 -> invalid(400, "The request cannot be understood.", request);
            case 405 -> invalid(405, "The path does not know this method.", request);
            case 406 -> invalid(406, "The answer is application/json.", request);
            case 408 -> invalid(408, "The body did not come in time.", request);
            case 413 -> invalid(413, "The body is larger than 1 MB.", request);
            case 414 -> invalid(414, "The address is too long.", request);
            case 415 -> invalid(415, "The body must be application/json.", request);
            case 431 -> invalid(431, "The headers are too long.", request);
            default ->
                Problem.of(500, FailureCategory.UNEXPECTED, "Something unexpected happened.", request, List.of());
        };
    }

    private static Problem invalid(int status, String detail, String request) {
        return Problem.of(status, FailureCategory.INVALID_DATA, detail, request, List.of());
    }

    /** Answers whatever the router itself refuses. */
    void install(Router router) {
        for (int status : new int[] {400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 500, 501, 503}) {
            router.errorHandler(status, context -> refuse(context, status));
        }
    }

    private void refuse(RoutingContext context, int status) {
        String request = Edge.request(context);
        context.put(BY_SERVER, status);
        if (status >= 500) {
            LOG.error("request {} failed", request, context.failure());
        }
        answer(context, ofStatus(status, request));
    }

    void answer(RoutingContext context, Problem problem) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(Json.write(problem));
    }

    @Override
    public void unknown(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        answer(context, ofStatus(401, Edge.request(context)));
    }

    @Override
    public void forbidden(RoutingContext context, Role needed) {
        String detail = "The key's role does not allow this: it needs " + needed.word() + ".";
        answer(
                context,
                Problem.of(403, FailureCategory.PERMISSION, detail, Edge.request(context), List.of())
                        .wayOut("Use a key with the role " + needed.word() + " or a higher one."));
    }

    @Override
    public void forged(RoutingContext context) {
        answer(
                context,
                Problem.of(
                                403,
                                FailureCategory.PERMISSION,
                                "A change by cookie needs the token of its session.",
                                Edge.request(context),
                                List.of())
                        .wayOut("Send the csrfToken of GET /api/v1/session as " + Session.CSRF_HEADER + "."));
    }

    @Override
    public boolean isByServer(RoutingContext context) {
        return context.get(BY_SERVER) != null;
    }

    @Override
    public String requestId(RoutingContext context) {
        return Edge.request(context);
    }

    @Override
    public void missing(RoutingContext context, boolean hasOtherVerbs) {
        answer(context, ofStatus(hasOtherVerbs ? 405 : 404, Edge.request(context)));
    }

    @Override
    public void throttled(RoutingContext context, Duration wait) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(wait));
        String detail = "Too many wrong keys came from this address.";
        answer(
                context,
                Problem.of(429, FailureCategory.RATE_LIMIT, detail, Edge.request(context), List.of())
                        .wayOut(KEY));
    }

    @Override
    public void overLimit(RoutingContext context, Duration wait) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(wait));
        answer(
                context,
                Problem.of(
                                429,
                                FailureCategory.RATE_LIMIT,
                                "More calls came than are allowed in a minute.",
                                Edge.request(context),
                                List.of())
                        .wayOut("Call again after Retry-After; the limits are settings, limits.*."));
    }

    @Override
    public void failed(RoutingContext context, Throwable cause) {
        retryAfter(cause).ifPresent(wait -> context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        answer(context, of(cause, Edge.request(context)));
    }
}
