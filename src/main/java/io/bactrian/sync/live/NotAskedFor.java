package io.bactrian.sync.live;

/** A record for which the tool is not asked, with what leads to it all the same. */
public final class NotAskedFor extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    NotAskedFor(String why, String wayOut) {
        super(why);
        this.wayOut = wayOut;
    }

    public String wayOut() {
        return wayOut;
    }
}
