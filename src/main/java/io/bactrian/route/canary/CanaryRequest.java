package io.bactrian.route.canary;

import io.bactrian.access.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one page of an integration by a candidate.
 *
 * @param stream null for the first one that needs no other
 */
public record CanaryRequest(
        Candidate candidate,
        Caller caller,
        UUID integrationId,
        @Nullable String stream) {}
