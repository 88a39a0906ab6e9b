package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;

/** What becomes of the pages of a walk. Takes over the buffers of every page it is given. */
public interface Keeper {
    /** Keeps a page that has been cut. */
    void keep(Page page) throws ToolFailure;

    /**
     * The walk is over: stores what is still held.
     *
     * @param complete whether every page was read; false when the walk failed or yielded, so that its position stays
     */
    void finish(boolean complete) throws ToolFailure;

    /** Gives back the buffers of pages that will not be stored. */
    void abandon();
}
