package io.bactrian;

/** The service could not start. */
final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailed(Exception cause) {
        super("the service could not start: " + cause.getMessage(), cause);
    }
}
