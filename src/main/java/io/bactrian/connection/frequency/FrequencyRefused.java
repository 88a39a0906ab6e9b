package io.bactrian.connection.frequency;

/** A sync frequency that cannot be kept; the message goes after the field's name. */
public final class FrequencyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FrequencyRefused(String message) {
        super(message);
    }
}
