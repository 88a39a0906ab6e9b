package io.bactrian.consistency;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a run proves, stream by stream. */
public record Certificate(UUID runId, Instant at, List<StreamCertificate> streams, double confidence) {}
