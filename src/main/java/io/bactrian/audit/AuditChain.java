package io.bactrian.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the whole log says.
 *
 * @param entries how many there are
 * @param position of the last link of the chain; noted elsewhere with its hash, it shows later that nothing was cut off
 * @param brokenAt position of the first link that does not fit; null when all do
 */
public record AuditChain(
        boolean intact,
        long entries,
        long position,
        String hash,
        @Nullable Long brokenAt) {}
