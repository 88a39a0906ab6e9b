package io.bactrian.credential;

/** A stored credential cannot be opened: it was altered, moved to another row, or sealed under another key. */
public final class CredentialUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialUnreadable(String message) {
        super(message);
    }
}
