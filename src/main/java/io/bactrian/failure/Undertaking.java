package io.bactrian.failure;

import java.util.UUID;

/** What was under way when something failed: the run. */
public interface Undertaking {
    UUID id();

    UUID integrationId();

    /** Notes that something came of it: a call came back, a page was kept, a step was done. */
    void progressed();
}
