package io.bactrian.failure;

/** What a tool's declaration wants done about a refusal, whatever its category. */
public enum Act {
    /** Nothing out of the ordinary. */
    NONE,
    /** The page token is worth nothing any more: the window is read again from its beginning. */
    RESTART_WINDOW,
    /** The page is too much for the tool, or for us: it is asked for in smaller ones. */
    SHRINK_PAGE,
    /** The list that was asked for does not exist, which is as good as an empty one. */
    NO_LIST,
    /** The list is shown up to here only: what follows is asked for as a list that begins there. */
    NEXT_SLICE,
    /** Every further call makes it worse: the connection is left alone until a person acts. */
    STOP
}
