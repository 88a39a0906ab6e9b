package io.bactrian.simulate.jira;

import java.time.Instant;

/** What a search may ask about an issue. */
interface Searchable {
    long id();

    String key();

    int project();

    Instant created();

    Instant updated();
}
