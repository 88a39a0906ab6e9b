package io.bactrian.failure;

import io.bactrian.store.Alongside;
import io.bactrian.store.LeaseLost;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of handling a failure: classify it, decide its recovery, and record what became of it. */
public final class IntegrationFailures {
    /** Exchange header with the tool that a call goes to. */
    public static final String TOOL_HEADER = "X-Bactrian-Tool";

    /** Exchange property: whether only an opinion is asked for. */
    public static final String OPINION = "opinion";

    /** Exchange property with what else is written when the failure is. */
    public static final String ALONGSIDE = "alongside";

    private static final String CONNECTION_HEADER = "X-Bactrian-Connection";

    private static final Logger LOG = LoggerFactory.getLogger(IntegrationFailures.class);

    private final Jdbi jdbi;
    private final FailureRepository repository;
    private final RecoveryPolicy policy;
    private final Report.Reading reading;
    private final Predicate<UUID> renewed;
    private final MeterRegistry meters;
    private final Alarm alarm;
    private final Clock clock;

    /** @param renewed whether a credential of an integration is stored that is not yet in use */
    public IntegrationFailures(
            Jdbi jdbi,
            RecoveryPolicy policy,
            Report.Reading reading,
            Predicate<UUID> renewed,
            MeterRegistry meters,
            Alarm alarm,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = new FailureRepository(jdbi);
        this.policy = policy;
        this.reading = reading;
        this.renewed = renewed;
        this.meters = meters;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** Whether nobody has dealt with a failure yet; a lease that another holder took is none. */
    public boolean isNew(@Body Throwable thrown) {
        return Classification.find(thrown, LeaseLost.class).isEmpty()
                && !Classification.find(thrown, ToolFailure.class)
                        .filter(ToolFailure::isHandled)
                        .isPresent();
    }

    /** Gives what was thrown or reported its category, and gathers what is known of where it happened. */
    public Failure classify(@Body @Nullable Object what, Exchange exchange) {
        Failure failure = what instanceof Report report ? reported(report) : thrown(what, exchange);
        failure.cause().handled();
        exchange.setProperty("failure", failure);
        return failure;
    }

    private Failure reported(Report report) {
        return new Failure(
                reading.read(report),
                report.integrationId(),
                null,
                Objects.requireNonNullElse(report.tool(), ""),
                report.stream(),
                report.externalId(),
                "reported",
                1,
                true,
                false);
    }

    private static Failure thrown(@Nullable Object what, Exchange exchange) {
        ToolFailure cause = what instanceof Throwable thrown ? Classification.of(thrown) : Retries.failure(exchange);
        // From here on it is known by its category, so that no one handles it again under another name.
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        Undertaking run = exchange.getProperty("run", Undertaking.class);
        String connection = exchange.getMessage().getHeader(CONNECTION_HEADER, String.class);
        String stream = exchange.getProperty("stream", String.class);
        return new Failure(
                cause,
                run != null ? run.integrationId() : connection == null ? null : UUID.fromString(connection),
                run == null ? null : run.id(),
                exchange.getMessage().getHeader(TOOL_HEADER, "", String.class),
                stream,
                exchange.getProperty("externalId", String.class),
                operation(cause, stream, exchange),
                1 + exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class),
                false,
                exchange.getProperty("walk") instanceof Divisible walk && walk.isDivisible());
    }

    private static String operation(ToolFailure cause, @Nullable String stream, Exchange exchange) {
        String uri = exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class);
        if (cause.category() == FailureCategory.STORAGE || uri == null) {
            return stream == null ? String.valueOf(exchange.getFromRouteId()) : "store " + stream;
        }
        return Fingerprint.operation(exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "GET", String.class), uri);
    }

    /** Decides what is done about it. */
    public Recovery decide(@ExchangeProperty("failure") Failure failure) {
        ToolFailure cause = failure.cause();
        UUID integration = failure.integrationId();
        return policy.decide(
                cause.category(),
                scope(failure),
                cause.act(),
                new Circumstances(
                        clock.instant(),
                        cause.retryAfter().orElse(Duration.ZERO),
                        repository.open(integration, failure.fingerprint()),
                        integration != null && renewed.test(integration),
                        failure.divisible()));
    }

    /** Whoever waits for one record is served as for that one, however much more a passing failure concerns. */
    private static Scope scope(Failure failure) {
        boolean isAwaited = !failure.reported() && failure.externalId() != null;
        return isAwaited && failure.category().isRepeated()
                ? Scope.RECORD
                : failure.cause().scope();
    }

    /** Writes down what failed and what was decided. */
    public void record(
            @ExchangeProperty("failure") Failure failure,
            @ExchangeProperty("recovery") Recovery recovery,
            @ExchangeProperty("recovered") @Nullable Boolean recovered,
            @ExchangeProperty(ALONGSIDE) @Nullable Alongside alongside) {
        jdbi.useTransaction(handle -> {
            repository.record(handle, failure, recovery, Boolean.TRUE.equals(recovered));
            if (recovery.needsPerson()) {
                alarm.raise(handle, failure, recovery);
            }
            if (alongside != null) {
                alongside.write(handle);
            }
        });
    }

    /** Tells whoever watches that nothing gets better before a person has acted. */
    public void alert(@ExchangeProperty("failure") Failure failure, @ExchangeProperty("recovery") Recovery recovery) {
        if (recovery.needsPerson()) {
            LOG.warn(
                    "integration {}: {} {}: {}",
                    failure.integrationId(),
                    failure.category().word(),
                    failure.message(),
                    failure.category().wayOut());
            meters.counter(
                            "bactrian_failures_needing_person",
                            "category",
                            failure.category().word())
                    .increment();
        }
    }

    /** What became of it, for whoever asked. */
    public Handled answer(
            @ExchangeProperty("failure") Failure failure,
            @ExchangeProperty("recovery") Recovery recovery,
            @ExchangeProperty("acted") @Nullable Boolean acted,
            @ExchangeProperty("recovered") @Nullable Boolean recovered,
            @ExchangeProperty("localCopy") @Nullable Object localCopy) {
        return new Handled(failure, recovery, Boolean.TRUE.equals(acted), Boolean.TRUE.equals(recovered), localCopy);
    }
}
