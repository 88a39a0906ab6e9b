package io.bactrian.api;

import io.bactrian.access.Caller;

/** Where changes that were asked for and not made are noted. */
@FunctionalInterface
public interface RefusedChanges {
    /** @param result category of the refusal */
    void note(Caller caller, String action, String subject, String result);
}
