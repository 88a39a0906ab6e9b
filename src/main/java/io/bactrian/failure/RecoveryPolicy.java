package io.bactrian.failure;

import io.bactrian.failure.Recovery.LocalCopy;
import io.bactrian.failure.Recovery.None;
import io.bactrian.failure.Recovery.Pause;
import io.bactrian.failure.Recovery.RefreshToken;
import io.bactrian.failure.Recovery.Resnapshot;
import io.bactrian.failure.Recovery.Retry;
import io.bactrian.failure.Recovery.ShrinkPage;
import io.bactrian.failure.Recovery.Wait;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides what is done about a failure: first what its tool declares, then the wait that the tool asked for, then what its
 * category means for what it concerns.
 */
public final class RecoveryPolicy {
    private static final int MOST_RESTARTS = 3;
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int LAST_DOUBLING = 6;

    private final Duration longestRedelivery;

    /** @param longestRedelivery a longer wait is not waited for within a run */
    public RecoveryPolicy(Duration longestRedelivery) {
        this.longestRedelivery = longestRedelivery;
    }

    /** The decision; it depends on nothing but its arguments. */
    public Recovery decide(FailureCategory category, Scope scope, Act act, Circumstances known) {
        return switch (act) {
            case STOP -> new Pause("every further call would make it worse until a person has acted in the tool");
            case RESTART_WINDOW -> restart(known);
            case SHRINK_PAGE -> shrink(known);
            case NO_LIST -> none("there is no such list, and nothing is missing");
            case NEXT_SLICE -> none("the list is longer than the tool shows, and cannot be asked for in parts");
            case NONE ->
                known.told().compareTo(longestRedelivery) > 0
                        ? new Wait(known.now().plus(known.told()), "the tool asked to be left alone until then")
                        : byCategory(category, scope, known);
        };
    }

    private static Recovery restart(Circumstances known) {
        return known.before() < MOST_RESTARTS
                ? new Resnapshot("the page token is not accepted any more")
                : none("the page token was refused " + known.before() + " times in a row");
    }

    private static Recovery shrink(Circumstances known) {
        return known.paged()
                ? new ShrinkPage(later(known), "the page is too large")
                : none("it is too large and cannot be asked for in parts");
    }

    private static Recovery byCategory(FailureCategory category, Scope scope, Circumstances known) {
        return switch (category) {
            case AUTHENTICATION -> authentication(scope, known);
            case PERMISSION ->
                scope == Scope.CONNECTION
                        ? new Pause("the account may not use the tool at all")
                        : none("the account may not read this; everything else goes on");
            case NOT_FOUND, INVALID_DATA -> none("the same request would get the same answer");
            case CONFIGURATION -> new None("a setting has to be corrected first", true);
            case UNEXPECTED -> new None("nobody foresaw it; the log has the details", true);
            case TIMEOUT -> timeout(scope, known);
            case RATE_LIMIT, NETWORK, TOOL_OUTAGE -> passing(scope, known);
            case STORAGE -> retry(known);
        };
    }

    private static Recovery authentication(Scope scope, Circumstances known) {
        return switch (scope) {
            case RECORD -> none("only this record is refused; the credential is good for the others");
            case ENDPOINT -> none("only this is refused; the credential is good for everything else");
            case CONNECTION ->
                known.renewed()
                        ? new RefreshToken("a newer credential is stored than the one that was refused")
                        : new Pause("the tool does not accept the credential");
        };
    }

    private static Recovery timeout(Scope scope, Circumstances known) {
        return scope == Scope.ENDPOINT && known.paged()
                ? new ShrinkPage(later(known), "a smaller page may come in time")
                : passing(scope, known);
    }

    /** One record is asked for by somebody who waits for it, all else by runs that come again. */
    private static Recovery passing(Scope scope, Circumstances known) {
        return scope == Scope.RECORD ? new LocalCopy("the tool does not answer; what is stored may do") : retry(known);
    }

    private static Recovery retry(Circumstances known) {
        return new Retry(later(known), "it may pass; what is missing is read again then");
    }

    /** The more often it has failed, the later. */
    private static Instant later(Circumstances known) {
        return known.now().plus(FIRST_RETRY.multipliedBy(1L << Math.min(known.before(), LAST_DOUBLING)));
    }

    private static Recovery none(String reason) {
        return new None(reason, false);
    }
}
