package io.bactrian.credential;

import org.jspecify.annotations.Nullable;

/** The master key cannot be used; the service does not start with it and the database is left as it is. */
public final class KeyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
