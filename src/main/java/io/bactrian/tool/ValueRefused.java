package io.bactrian.tool;

/** A value that is not of the type it is mapped to; the message never holds the value. */
public final class ValueRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ValueRefused(String message) {
        super(message);
    }
}
