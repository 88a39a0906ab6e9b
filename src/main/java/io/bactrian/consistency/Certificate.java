package io.bactrian.consistency;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a run proves, stream by stream.
 *
 * @param confidence equal / (compared + gaps) over all streams; records of a stream without a census count as a gap
 */
public record Certificate(UUID runId, Instant at, List<StreamCertificate> streams, double confidence) {

    public static Certificate of(UUID runId, Instant at, List<StreamCertificate> streams) {
        long equal = 0;
        long whole = 0;
        for (StreamCertificate stream : streams) {
            equal += stream.equal();
            whole += stream.compared() + stream.missed();
            whole += stream.census() == CensusKind.NONE ? stream.local() : 0;
        }
        double confidence = whole == 0 ? (streams.isEmpty() ? 0 : 1) : (double) equal / whole;
        return new Certificate(runId, at, List.copyOf(streams), confidence);
    }
}
