package io.bactrian.access;

/** Where calls that were refused at the edge are noted. */
public interface RefusalNotes {
    /**
     * Notes one call.
     *
     * @param action its verb and path
     * @param result category of the refusal
     */
    void note(Caller caller, String action, String result);

    /** Counts a call that is like too many others to be noted. */
    void count(String result);
}
