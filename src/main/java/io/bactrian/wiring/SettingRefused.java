package io.bactrian.wiring;

/** A setting that the service will not start with; the message names its key. */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingRefused(String message) {
        super(message);
    }
}
