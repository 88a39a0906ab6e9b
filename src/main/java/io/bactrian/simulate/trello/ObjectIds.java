package io.bactrian.simulate.trello;

import java.time.Instant;
import java.util.Locale;

/** Makes ids: the second of creation, then which of Trello's processes made it, so that ids of one second are in no order. */
final class ObjectIds {
    private static final long[] PROCESSES = {0x9e3b51c207L, 0x17a4d09c6eL};

    private int made;

    String at(Instant instant) {
        made++;
        return String.format(
                Locale.ROOT,
                "%08x%010x%06x",
                instant.getEpochSecond(),
                PROCESSES[Math.floorMod(made * 7, 5) % 2],
                0x3a0000 + made);
    }

    /** The second in which an id was made. */
    static Instant created(String id) {
        return Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16));
    }

    /** The smallest id of a second. */
    static String first(Instant instant) {
        return String.format(Locale.ROOT, "%08x%016x", instant.getEpochSecond(), 0);
    }
}
