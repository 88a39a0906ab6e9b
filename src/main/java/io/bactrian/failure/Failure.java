package io.bactrian.failure;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, on its way from classification to record.
 *
 * @param operation what was being done, ids left out, so that the same done to another record is the same
 * @param attempts how often it was tried
 * @param reported whether it was met elsewhere and only told to us
 * @param divisible whether smaller pages could be asked for
 */
public record Failure(
        ToolFailure cause,
        @Nullable UUID integrationId,
        @Nullable UUID runId,
        String tool,
        @Nullable String stream,
        @Nullable String externalId,
        String operation,
        int attempts,
        boolean reported,
        boolean divisible) {

    public FailureCategory category() {
        return cause.category();
    }

    public String message() {
        return String.valueOf(cause.getMessage());
    }

    /** The same for failures that are alike, whatever the integration and the record. */
    public String fingerprint() {
        return Fingerprint.of(tool, category().word(), operation, Integer.toString(cause.status()));
    }
}
