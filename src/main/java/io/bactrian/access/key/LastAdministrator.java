package io.bactrian.access.key;

/** The key cannot go: without it nobody could make another one. */
public final class LastAdministrator extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LastAdministrator() {
        super("It is the last administrator's key that is good for all projects and does not expire.");
    }
}
