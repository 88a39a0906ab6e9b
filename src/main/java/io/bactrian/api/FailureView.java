package io.bactrian.api;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Handled;
import io.bactrian.failure.Recovery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said of a failure to whoever reported it. */
record FailureView(
        FailureCategory category,
        RecoveryView recovery,
        String fingerprint,
        String wayOut,
        boolean acted,
        boolean recovered,
        @Nullable Object localCopy) {
    /** What was decided, and why. */
    record RecoveryView(
            String action, String reason, @Nullable Instant dueAt, boolean needsPerson) {
        static RecoveryView of(Recovery recovery) {
            return new RecoveryView(recovery.action(), recovery.reason(), recovery.dueAt(), recovery.needsPerson());
        }
    }

    static FailureView of(Handled handled) {
        return new FailureView(
                handled.failure().category(),
                RecoveryView.of(handled.recovery()),
                handled.failure().fingerprint(),
                handled.failure().category().wayOut(),
                handled.acted(),
                handled.recovered(),
                handled.localCopy());
    }
}
