package io.bactrian.outbound;

import java.util.UUID;

/** Knows the connection behind an id; implemented by the connection registry. */
public interface Destinations {
    /** The destination of a live connection; a {@link io.bactrian.failure.ToolFailure} of category configuration when there is none. */
    Destination of(UUID connectionId) throws io.bactrian.failure.ToolFailure;
}
