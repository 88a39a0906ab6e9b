package io.bactrian.store;

import java.util.UUID;

/** The right to write one integration's rows; only the highest epoch may commit. */
public record Lease(UUID integrationId, long epoch, String holder) {}
