package io.bactrian.api.server;

import org.jspecify.annotations.Nullable;

/** A port that cannot be opened; the message names the setting. */
public final class PortBusy extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortBusy(String key, String host, int port, @Nullable Throwable cause) {
        super(
                key + ": " + host + ":" + port + " cannot be opened" + (cause == null ? "" : ": " + cause.getMessage())
                        + "; set " + key + " to a free port, or stop what listens there",
                cause);
    }
}
