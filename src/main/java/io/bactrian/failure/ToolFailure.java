package io.bactrian.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A categorised failure of a call or of a step of a run, one subclass per category so that each has its own onException
 * clause. The message names tool and operation, never a secret.
 */
public abstract sealed class ToolFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final FailureCategory category;
    private final int status;
    private final Scope scope;
    private final Act act;
    private final @Nullable Duration retryAfter;
    private volatile boolean handled;

    private ToolFailure(FailureCategory category, Details details) {
        super(details.message(), details.cause());
        this.category = category;
        this.status = details.status();
        this.scope = details.scope();
        this.act = details.act();
        this.retryAfter = details.retryAfter();
    }

    public FailureCategory category() {
        return category;
    }

    /** HTTP status of the tool's answer, 0 when there was none. */
    public int status() {
        return status;
    }

    /** What it concerns. */
    public Scope scope() {
        return scope;
    }

    /** What the tool's declaration wants done about it. */
    public Act act() {
        return act;
    }

    /** Whether its recovery has been decided already, by the call it happened in. */
    public boolean isHandled() {
        return handled;
    }

    void handled() {
        handled = true;
    }

    /** How long the tool asked to wait before the next call. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The failure of a category; status 0 when no answer came. */
    public static ToolFailure of(
            FailureCategory category,
            String message,
            int status,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        return of(category, new Details(message, status, usual(category), Act.NONE, retryAfter, cause));
    }

    /** The failure that an answer of the tool is, as the tool's declaration tells it. */
    public static ToolFailure refused(
            FailureCategory category, Scope scope, Act act, String message, int status, @Nullable Duration retryAfter) {
        return of(category, new Details(message, status, scope, act, retryAfter, null));
    }

    /** What a failure of a category concerns when nothing else is known. */
    public static Scope usual(FailureCategory category) {
        return switch (category) {
            case AUTHENTICATION, CONFIGURATION, STORAGE -> Scope.CONNECTION;
            case PERMISSION, RATE_LIMIT, TIMEOUT, NETWORK, TOOL_OUTAGE, NOT_FOUND, INVALID_DATA, UNEXPECTED ->
                Scope.ENDPOINT;
        };
    }

    private static ToolFailure of(FailureCategory category, Details details) {
        return switch (category) {
            case AUTHENTICATION -> new AuthenticationFailure(details);
            case PERMISSION -> new PermissionFailure(details);
            case RATE_LIMIT -> new RateLimitFailure(details);
            case TIMEOUT -> new TimeoutFailure(details);
            case NETWORK -> new NetworkFailure(details);
            case TOOL_OUTAGE -> new ToolOutageFailure(details);
            case NOT_FOUND -> new NotFoundFailure(details);
            case INVALID_DATA -> new InvalidDataFailure(details);
            case CONFIGURATION -> new ConfigurationFailure(details);
            case STORAGE -> new StorageFailure(details);
            case UNEXPECTED -> new UnexpectedFailure(details);
        };
    }

    public static ToolFailure of(FailureCategory category, String message) {
        return of(category, message, 0, null, null);
    }

    /** What every failure carries. */
    private record Details(
            String message,
            int status,
            Scope scope,
            Act act,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {}

    /** The tool does not accept the credential. */
    public static final class AuthenticationFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private AuthenticationFailure(Details details) {
            super(FailureCategory.AUTHENTICATION, details);
        }
    }

    /** The tool knows the account but refuses this. */
    public static final class PermissionFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private PermissionFailure(Details details) {
            super(FailureCategory.PERMISSION, details);
        }
    }

    /** The tool asks to be called less. */
    public static final class RateLimitFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private RateLimitFailure(Details details) {
            super(FailureCategory.RATE_LIMIT, details);
        }
    }

    /** No whole answer came within the deadline. */
    public static final class TimeoutFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private TimeoutFailure(Details details) {
            super(FailureCategory.TIMEOUT, details);
        }
    }

    /** The tool could not be reached or the connection broke. */
    public static final class NetworkFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private NetworkFailure(Details details) {
            super(FailureCategory.NETWORK, details);
        }
    }

    /** The tool answered that it is failing. */
    public static final class ToolOutageFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private ToolOutageFailure(Details details) {
            super(FailureCategory.TOOL_OUTAGE, details);
        }
    }

    /** What was asked for is not there, or not visible. */
    public static final class NotFoundFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private NotFoundFailure(Details details) {
            super(FailureCategory.NOT_FOUND, details);
        }
    }

    /** The request or the answer is not what it must be. */
    public static final class InvalidDataFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private InvalidDataFailure(Details details) {
            super(FailureCategory.INVALID_DATA, details);
        }
    }

    /** A setting makes the call impossible. */
    public static final class ConfigurationFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private ConfigurationFailure(Details details) {
            super(FailureCategory.CONFIGURATION, details);
        }
    }

    /** The database refused or could not be reached. */
    public static final class StorageFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private StorageFailure(Details details) {
            super(FailureCategory.STORAGE, details);
        }
    }

    /** Something nobody foresaw. */
    public static final class UnexpectedFailure extends ToolFailure {
        private static final long serialVersionUID = 1L;

        private UnexpectedFailure(Details details) {
            super(FailureCategory.UNEXPECTED, details);
        }
    }
}
