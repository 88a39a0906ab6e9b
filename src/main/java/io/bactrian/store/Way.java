package io.bactrian.store;

import java.util.Set;

/** How records that differ from what is held are brought over. */
enum Way {
    /** All are new. */
    NEW,
    /** They are compared: new ones are copied straight into the tables, changed ones staged. */
    COMPARED,
    /** They are compared, and all that differ are staged, as somebody else brings some of them over meanwhile. */
    STAGED;

    static Way of(String stream, Set<String> untouched) {
        return untouched.contains(stream) ? NEW : COMPARED;
    }
}
