package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Circumstances PAGE = known(Duration.ZERO, 0, false, true);

    private final RecoveryPolicy policy = new RecoveryPolicy(LONGEST);

    private static Circumstances known(Duration told, int before, boolean renewed, boolean paged) {
        return new Circumstances(NOW, told, before, renewed, paged);
    }

    /** The whole table without an act: a page has failed, for the first time. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            AUTHENTICATION, none,       none,        pause
            PERMISSION,     none,       none,        pause
            RATE_LIMIT,     local_copy, retry,       retry
            TIMEOUT,        local_copy, shrink_page, retry
            NETWORK,        local_copy, retry,       retry
            TOOL_OUTAGE,    local_copy, retry,       retry
            NOT_FOUND,      none,       none,        none
            INVALID_DATA,   none,       none,        none
            CONFIGURATION,  none,       none,        none
            STORAGE,        retry,      retry,       retry
            UNEXPECTED,     none,       none,        none
            """)
    void aCategoryIsRecoveredByWhatItConcerns(
            FailureCategory category, String record, String endpoint, String connection) {
        assertThat(Stream.of(Scope.values())
                        .map(scope ->
                                policy.decide(category, scope, Act.NONE, PAGE).action()))
                .containsExactly(record, endpoint, connection);
    }

    static Stream<Arguments> everyCategoryAndScope() {
        return Arrays.stream(FailureCategory.values())
                .flatMap(category -> Arrays.stream(Scope.values()).map(scope -> Arguments.of(category, scope)));
    }

    @ParameterizedTest
    @MethodSource("everyCategoryAndScope")
    void whatTheToolDeclaresGoesBeforeTheCategory(FailureCategory category, Scope scope) {
        assertThat(policy.decide(category, scope, Act.STOP, PAGE).action()).isEqualTo("pause");
        assertThat(policy.decide(category, scope, Act.RESTART_WINDOW, PAGE).action())
                .isEqualTo("resnapshot");
        assertThat(policy.decide(category, scope, Act.SHRINK_PAGE, PAGE).action())
                .isEqualTo("shrink_page");
    }

    @ParameterizedTest
    @MethodSource("everyCategoryAndScope")
    void aWaitThatTheToolAskedForIsKeptWhateverTheCategory(FailureCategory category, Scope scope) {
        Duration wait = LONGEST.plusMillis(1);

        Recovery recovery = policy.decide(category, scope, Act.NONE, known(wait, 0, false, true));

        assertThat(recovery).isInstanceOf(Recovery.Wait.class);
        assertThat(recovery.dueAt()).isEqualTo(NOW.plus(wait));
    }

    @Test
    void aWaitThatACallMayHoldIsNoReasonToPutItsRunOff() {
        Circumstances known = known(LONGEST, 0, false, true);

        assertThat(policy.decide(FailureCategory.RATE_LIMIT, Scope.ENDPOINT, Act.NONE, known)
                        .action())
                .isEqualTo("retry");
    }

    /** A captcha asks for a wait of its own: there is none that helps. */
    @Test
    void aConnectionThatMustStopDoesNotWait() {
        Circumstances known = known(Duration.ofHours(1), 0, true, true);

        assertThat(policy.decide(FailureCategory.AUTHENTICATION, Scope.CONNECTION, Act.STOP, known)
                        .needsPerson())
                .isTrue();
    }

    @Test
    void aRenewedCredentialIsTakenUpBeforeAPersonIsAsked() {
        Recovery recovery = policy.decide(
                FailureCategory.AUTHENTICATION, Scope.CONNECTION, Act.NONE, known(Duration.ZERO, 0, true, true));

        assertThat(recovery.action()).isEqualTo("refresh_token");
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"RECORD", "ENDPOINT"})
    void aRefusalOfOneThingNeverStopsTheConnection(Scope scope) {
        assertThat(FailureCategory.values())
                .noneMatch(category -> policy.decide(category, scope, Act.NONE, PAGE) instanceof Recovery.Pause);
    }

    @ParameterizedTest
    @CsvSource({"0, resnapshot", "2, resnapshot", "3, none", "40, none"})
    void aWindowThatNeverEndsIsNotBegunAgainForEver(int before, String action) {
        Recovery recovery = policy.decide(
                FailureCategory.INVALID_DATA,
                Scope.ENDPOINT,
                Act.RESTART_WINDOW,
                known(Duration.ZERO, before, false, true));

        assertThat(recovery.action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "5, 32", "6, 64", "7, 64", "1000000, 64"})
    void whatFailsAgainIsTriedAgainLater(int before, long minutes) {
        Recovery recovery = policy.decide(
                FailureCategory.NETWORK, Scope.ENDPOINT, Act.NONE, known(Duration.ZERO, before, false, true));

        assertThat(recovery.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void whatIsNoPageIsNotMadeSmaller() {
        Circumstances call = known(Duration.ZERO, 0, false, false);

        assertThat(policy.decide(FailureCategory.TIMEOUT, Scope.ENDPOINT, Act.NONE, call)
                        .action())
                .isEqualTo("retry");
        assertThat(policy.decide(FailureCategory.INVALID_DATA, Scope.ENDPOINT, Act.SHRINK_PAGE, call)
                        .action())
                .isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(FailureCategory.class)
    void onlyWhatNobodyElseCanRightAsksForAPerson(FailureCategory category) {
        boolean asks = policy.decide(category, Scope.CONNECTION, Act.NONE, PAGE).needsPerson();

        assertThat(asks)
                .isEqualTo(
                        switch (category) {
                            case AUTHENTICATION, PERMISSION, CONFIGURATION, UNEXPECTED -> true;
                            case RATE_LIMIT, TIMEOUT, NETWORK, TOOL_OUTAGE, NOT_FOUND, INVALID_DATA, STORAGE -> false;
                        });
    }
}
