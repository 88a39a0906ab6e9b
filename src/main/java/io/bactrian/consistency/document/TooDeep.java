package io.bactrian.consistency.document;

/** A document is nested deeper than it can be compared. */
public final class TooDeep extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
        super("a document is nested deeper than " + Documents.DEEPEST);
    }
}
