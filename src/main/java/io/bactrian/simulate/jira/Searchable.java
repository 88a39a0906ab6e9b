package io.bactrian.simulate.jira;

import java.time.Instant;

/** What a search may ask about an issue. */
interface Searchable {
    long id();

    String key();

    int project();

    Instant created();

    Instant updated();

    /** Whether the issue is or was in a sprint. */
    default boolean isInSprint(String sprint) {
        return false;
    }
}
