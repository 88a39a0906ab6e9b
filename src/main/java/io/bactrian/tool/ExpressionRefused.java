package io.bactrian.tool;

/** An expression that cannot be read, or whose evaluation failed; the message never holds a value of the record. */
public final class ExpressionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionRefused(String message) {
        super(message);
    }
}
