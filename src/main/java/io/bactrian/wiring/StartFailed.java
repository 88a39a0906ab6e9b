package io.bactrian.wiring;

/** The service could not start. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailed(Exception cause) {
        super("the service could not start: " + cause.getMessage(), cause);
    }
}
