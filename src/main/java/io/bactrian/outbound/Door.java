package io.bactrian.outbound;

import io.bactrian.failure.Act;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the tools, inside the HTTP node: signs the call, keeps it within its origin, reads the whole answer under
 * one deadline and one cap, and turns a refusal into its category, so that a retry repeats exactly the call.
 */
public final class Door implements HttpClientConfigurer, AutoCloseable {
    private static final int UNPACKED_AT_ONCE = 1 << 16;
    private static final int CONNECTIONS = 50;
    private static final Timeout CONNECT = Timeout.ofSeconds(10);

    private static final Duration BREAK_OFF_AGAIN = Duration.ofMillis(50);

    private final Destinations destinations;
    private final Buffers buffers;
    private final Guard guard;
    private final Budgets budgets;
    private final Tally tally;
    private final KnownAnswers known = new KnownAnswers();
    private final Clock clock;
    private final String userAgent;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "door-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    public Door(
            Destinations destinations,
            Buffers buffers,
            Guard guard,
            Budgets budgets,
            Tally tally,
            Clock clock,
            String userAgent) {
        this.destinations = destinations;
        this.buffers = buffers;
        this.guard = guard;
        this.budgets = budgets;
        this.tally = tally;
        this.clock = clock;
        this.userAgent = userAgent;
        // Else each call would be held in the queue until its deadline, long after its end.
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent(userAgent)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver(guard))
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .build())
                        .build())
                .addExecInterceptorFirst("door", this::pass)
                .addExecInterceptorFirst("places", budgets.places()::pass);
    }

    private ClassicHttpResponse pass(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException {
        Set<String> accepted = accepted(request);
        Destination destination = destination(request);
        String operation = destination.tool().name() + " " + request.getMethod() + " " + path(request);
        stayWithin(destination, request, operation);
        request.setHeader("Accept", "application/json");
        destination.headers().forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "gzip");
        // As it is named to the tool before a secret is put into it.
        String address = String.valueOf(uri(request));
        KnownAnswers.Known before = known.ask(destination, address, request);
        destination.signature().sign(request);
        AtomicBoolean late = new AtomicBoolean();
        // Again and again, as a call that waited for a connection may be given one after its deadline.
        ScheduledFuture<?> alarm = deadlines.scheduleWithFixedDelay(
                () -> {
                    late.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                destination.timeout().toMillis(),
                BREAK_OFF_AGAIN.toMillis(),
                TimeUnit.MILLISECONDS);
        long begun = System.nanoTime();
        tally.asked(destination);
        try (ClassicHttpResponse response = chain.proceed(request, scope)) {
            ClassicHttpResponse told = KnownAnswers.whole(response, before);
            Answer answer = whole(destination, operation, uri(request).getRawPath(), accepted, told, begun);
            known.keep(destination, address, request, answer);
            return detached(answer);
        } catch (ToolFailure e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            throw late.get() ? tooLate(destination, operation, e) : broken(operation, e);
        } finally {
            alarm.cancel(false);
        }
    }

    private static Set<String> accepted(ClassicHttpRequest request) {
        Header accepted = request.getFirstHeader(Calls.ACCEPTED_HEADER);
        return accepted == null ? Set.of() : Set.of(accepted.getValue().split(","));
    }

    private Destination destination(ClassicHttpRequest request) throws ToolFailure {
        Header connection = request.getFirstHeader(Calls.CONNECTION_HEADER);
        if (connection == null) {
            throw ToolFailure.of(FailureCategory.CONFIGURATION, "a call names no connection");
        }
        Header deadline = request.getFirstHeader(Calls.DEADLINE_HEADER);
        leaveOnlyTheType(request);
        Destination destination = destinations.of(UUID.fromString(connection.getValue()));
        return deadline == null
                ? destination
                : destination.within(Duration.ofMillis(Long.parseLong(deadline.getValue())));
    }

    /** Whatever else is on the message was put there for someone else: flows, callers of the interface. */
    private static void leaveOnlyTheType(ClassicHttpRequest request) {
        for (Header header : request.getHeaders()) {
            if (!header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                request.removeHeader(header);
            }
        }
    }

    private static void stayWithin(Destination destination, HttpRequest request, String operation) throws ToolFailure {
        URI base = destination.base();
        URI target = uri(request);
        if (!Objects.equals(base.getScheme(), target.getScheme())
                || !Objects.equals(base.getAuthority(), target.getAuthority())) {
            throw ToolFailure.of(FailureCategory.CONFIGURATION, operation + " would leave " + base.getAuthority());
        }
    }

    private static URI uri(HttpRequest request) throws ToolFailure {
        try {
            return request.getUri();
        } catch (URISyntaxException e) {
            throw ToolFailure.of(FailureCategory.CONFIGURATION, "an address cannot be read");
        }
    }

    /** Without the query, which may hold what users wrote. */
    private static String path(HttpRequest request) throws ToolFailure {
        return String.valueOf(uri(request).getPath());
    }

    private Answer whole(
            Destination destination,
            String operation,
            String path,
            Set<String> accepted,
            ClassicHttpResponse response,
            long begun)
            throws IOException {
        Map<String, String> headers = Answer.headers(response);
        try (Body body = new Body(buffers, announced(response.getEntity()))) {
            read(body, response.getEntity(), headers, operation);
            tally.answered(destination, body.length());
            Instant date = HttpDates.parse(headers.get("date")).orElseGet(clock::instant);
            int status = response.getCode();
            Scope concerns = Refusals.wait(destination.tool(), status, headers, body.bytes(), body.length());
            budgets.learn(destination, path, concerns, headers, date);
            Act meant = accepted.contains(Integer.toString(status))
                    ? Act.NONE
                    : Refusals.check(destination, operation, status, headers, body.bytes(), body.length(), date);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Answer(status, body.keep(), body.length(), headers, date, took, meant);
        }
    }

    private static ClassicHttpResponse detached(Answer answer) {
        // What was accepted is no failure to the HTTP node either.
        ClassicHttpResponse detached = new BasicClassicHttpResponse(HttpStatus.SC_OK);
        detached.setEntity(new WholeEntity(answer));
        return detached;
    }

    private static long announced(@Nullable HttpEntity entity) {
        return entity == null ? 0 : entity.getContentLength();
    }

    private static void read(Body body, @Nullable HttpEntity entity, Map<String, String> headers, String operation)
            throws IOException {
        if (entity == null) {
            return;
        }
        // Closing it unread would wait for the rest; the response is closed by the caller, and with it the connection.
        boolean whole = entity.getContentLength() <= Body.CAP && body.read(decoded(entity, headers));
        if (!whole) {
            throw ToolFailure.refused(
                    FailureCategory.INVALID_DATA,
                    Scope.ENDPOINT,
                    Act.SHRINK_PAGE,
                    operation + ": the answer is larger than " + (Body.CAP >> 20) + " MB",
                    0,
                    null);
        }
    }

    private static InputStream decoded(HttpEntity entity, Map<String, String> headers) throws IOException {
        InputStream content = entity.getContent();
        return "gzip".equalsIgnoreCase(headers.get("content-encoding"))
                ? new GZIPInputStream(content, UNPACKED_AT_ONCE)
                : content;
    }

    private static ToolFailure tooLate(Destination destination, String operation, Exception cause) {
        return ToolFailure.of(
                FailureCategory.TIMEOUT,
                operation + ": no whole answer within " + destination.timeout().toMillis() + " ms",
                0,
                null,
                cause);
    }

    private static ToolFailure broken(String operation, Exception cause) {
        // It would be the same nonsense the next time.
        if (cause instanceof HttpException || cause instanceof ZipException) {
            String why = ": the answer is no proper HTTP or not packed as it says";
            return ToolFailure.of(FailureCategory.INVALID_DATA, operation + why, 0, null, cause);
        }
        String why = cause instanceof UnknownHostException
                ? "the host is not known or may not be called"
                : cause instanceof SSLException
                        ? "no secure connection could be made: the certificate or the protocol is refused"
                        : "the connection was refused or broke off";
        return ToolFailure.of(FailureCategory.NETWORK, operation + ": " + why, 0, null, cause);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    /** Resolves a host to addresses that may be connected to. */
    private record GuardedResolver(Guard guard) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
