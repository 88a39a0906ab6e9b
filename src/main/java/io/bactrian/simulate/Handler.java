package io.bactrian.simulate;

/** What a simulated tool answers to a request. */
@FunctionalInterface
public interface Handler {
    Answer handle(Request request);
}
