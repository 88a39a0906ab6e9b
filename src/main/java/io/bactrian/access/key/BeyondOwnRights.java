package io.bactrian.access.key;

/** A key was asked for that allows more than the key of who asks. */
public final class BeyondOwnRights extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeyondOwnRights() {
        super("A key cannot make one of a higher role or for more projects than its own.");
    }
}
