package io.bactrian.event;

/** Somebody who wants to be told of events as they happen. */
public interface EventReader {
    /** Whether it takes more now; what it is not told it is told later. */
    boolean isReady();

    void tell(Event event);

    /** Whether it should be told no more: it went away, was too slow, or may not read any longer. */
    boolean isOver();

    /** Called at every look for events, told or not. */
    void look();
}
