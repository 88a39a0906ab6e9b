package io.bactrian.sync.json;

import java.io.IOException;

/** What was to be JSON is none, from a byte on; what stands there is not told, as it may be anything. */
public final class BrokenJson extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenJson(int at) {
        super("the answer is not JSON from byte " + at);
    }
}
