package io.bactrian.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a credential must be allowed for a stream to be read.
 *
 * @param scope that a scoped token must have; null when any will do
 * @param permission that the account must have, in the tool's words; null when that of any account is enough
 */
public record Needs(@Nullable String scope, @Nullable String permission) {
    /** Nothing in particular. */
    public static final Needs NOTHING = new Needs(null, null);
}
