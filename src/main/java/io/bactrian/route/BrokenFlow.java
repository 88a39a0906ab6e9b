package io.bactrian.route;

import org.jspecify.annotations.Nullable;

/** A flow file that cannot run, and why. */
final class BrokenFlow extends Exception {

    BrokenFlow(String message) {
        this(message, null);
    }

    BrokenFlow(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
