package io.bactrian.failure;

import java.util.UUID;

/** What was under way when something failed: the run. */
public interface Undertaking {
    UUID id();

    UUID integrationId();
}
