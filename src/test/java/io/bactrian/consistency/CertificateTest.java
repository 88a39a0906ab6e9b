package io.bactrian.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from a census, and what may be said of the run. */
class CertificateTest {
    private static final Gap QUARANTINED = new Gap("quarantined", 5, "5 records could not be stored");

    @Test
    void aStreamThatListsTheSameOnBothSidesIsEqual() {
        StreamCertificate stream = StreamCertificate.of("issues", CensusFacts.presence(10, 10, 0, 0), List.of());

        assertThat(stream.equal()).isEqualTo(10);
        assertThat(stream.isDifferent()).isFalse();
        assertThat(stream.confidence()).isEqualTo(1);
        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void aMissingAndAnExtraRecordAreCountedByKind() {
        StreamCertificate stream = StreamCertificate.of("issues", CensusFacts.presence(10, 10, 1, 1), List.of());

        assertThat(stream.compared()).isEqualTo(11);
        assertThat(stream.equal()).isEqualTo(9);
        assertThat(stream.differing())
                .containsEntry(DifferenceKind.MISSING, 1L)
                .containsEntry(DifferenceKind.EXTRA, 1L)
                .containsEntry(DifferenceKind.VALUE, 0L);
        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.OUT_OF_SYNC);
    }

    @Test
    void whatASampleFindsCountsAsDifferent() {
        CensusFacts facts = CensusFacts.presence(100, 100, 0, 0).withSample(20, 18, Map.of(DifferenceKind.VALUE, 2L));

        StreamCertificate stream = StreamCertificate.of("issues", facts, List.of());

        assertThat(stream.equal()).isEqualTo(98);
        assertThat(stream.differing()).containsEntry(DifferenceKind.VALUE, 2L);
        assertThat(stream.confidence()).isEqualTo(0.98);
        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.OUT_OF_SYNC);
    }

    @Test
    void aGapLowersTheConfidenceAndLeavesTheRunIncomplete() {
        StreamCertificate stream =
                StreamCertificate.of("issues", CensusFacts.presence(95, 95, 0, 0), List.of(QUARANTINED));

        assertThat(stream.confidence()).isCloseTo(0.95, within(1e-9));
        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void aDifferenceWeighsMoreThanAGap() {
        StreamCertificate stream =
                StreamCertificate.of("issues", CensusFacts.presence(95, 94, 1, 0), List.of(QUARANTINED));

        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.OUT_OF_SYNC);
    }

    @Test
    void withoutACensusNothingIsSure() {
        StreamCertificate stream = StreamCertificate.of(
                "issues", CensusFacts.none(10), List.of(new Gap(Verdict.NO_CENSUS, 1, "not listed")));

        assertThat(stream.confidence()).isZero();
        assertThat(certificate(stream).confidence()).isZero();
        assertThat(Verdict.of(certificate(stream), false)).isEqualTo(Verdict.UNVERIFIED);
    }

    @Test
    void aFailedRunIsFailedWhateverItProved() {
        StreamCertificate stream = StreamCertificate.of("issues", CensusFacts.presence(10, 10, 0, 0), List.of());

        assertThat(Verdict.of(certificate(stream), true)).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anEmptyAccountIsEqualAndARunWithoutStreamsProvesNothing() {
        StreamCertificate stream = StreamCertificate.of("issues", CensusFacts.presence(0, 0, 0, 0), List.of());

        assertThat(stream.confidence()).isEqualTo(1);
        assertThat(certificate(stream).confidence()).isEqualTo(1);
        assertThat(certificate().confidence()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void confidenceIsOneOnlyWhenEverythingWasLookedAtAndEqual(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            long external = random.nextInt(50);
            long missing = random.nextInt((int) external + 1) * (long) random.nextInt(2);
            long extra = random.nextInt(3);
            long gap = random.nextInt(3);
            long both = external - missing;
            CensusFacts facts = CensusFacts.presence(external, both + extra, missing, extra);
            List<Gap> gaps = gap == 0 ? List.of() : List.of(new Gap("quarantined", gap, "seen"));

            double confidence = StreamCertificate.of("issues", facts, gaps).confidence();

            assertThat(confidence)
                    .as("seed %d, case %d: %s, %s", seed, i, facts, gaps)
                    .isBetween(0.0, 1.0);
            assertThat(confidence == 1).isEqualTo(missing == 0 && extra == 0 && gap == 0);
        }
    }

    @Test
    void theWordsOfCensusAndKindAreReadBack() {
        assertThat(CensusKind.values())
                .allSatisfy(kind -> assertThat(CensusKind.of(kind.word())).isEqualTo(kind));
        assertThat(DifferenceKind.values())
                .allSatisfy(kind -> assertThat(DifferenceKind.of(kind.word())).isEqualTo(kind));
    }

    private static Certificate certificate(StreamCertificate... streams) {
        return Certificate.of(UUID.randomUUID(), Instant.EPOCH, List.of(streams));
    }
}
