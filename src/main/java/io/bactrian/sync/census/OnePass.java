package io.bactrian.sync.census;

import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Sets two lists of ids against each other in one pass over each, however many there are. Of an integration that is new the planner
 * knows no statistics and takes both for small: it looks through one of them for every id of the other.
 */
final class OnePass {
    private OnePass() {}

    /** Does it within a transaction. */
    static <T> T over(Handle handle, Supplier<T> statement) {
        handle.execute("set local enable_nestloop = off");
        T result = statement.get();
        handle.execute("set local enable_nestloop = on");
        return result;
    }
}
