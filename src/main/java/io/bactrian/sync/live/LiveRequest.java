package io.bactrian.sync.live;

import java.util.UUID;

/** Asks for one record as it is in its tool. */
public record LiveRequest(UUID integrationId, String stream, String externalId) {}
