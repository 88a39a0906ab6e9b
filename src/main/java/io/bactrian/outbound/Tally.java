package io.bactrian.outbound;

/** Is told of each request to a tool, whoever sends it and however often. */
public interface Tally {
    void asked(Destination destination);

    /** @param bytes length of a whole answer, a refusal too */
    void answered(Destination destination, long bytes);
}
