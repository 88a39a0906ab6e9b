package io.bactrian.failure;

/** Something that is asked for in pages, and might be in smaller ones. */
public interface Divisible {
    boolean isDivisible();
}
