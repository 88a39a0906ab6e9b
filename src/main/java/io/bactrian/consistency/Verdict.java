package io.bactrian.consistency;

/** What a certificate amounts to. */
public enum Verdict {
    /** A complete census since the last change read, and no known difference. */
    IN_SYNC,
    /** A difference is known. */
    OUT_OF_SYNC,
    /** Something was not looked at or could not be kept. */
    INCOMPLETE,
    /** Nothing is known to be wrong, but the last census is older than the last change read. */
    UNVERIFIED,
    /** The run could not do its work. */
    FAILED;

    /** Gap of a stream whose census was not due: it makes a run unverified and not incomplete. */
    public static final String NO_CENSUS = "no_census";

    public static Verdict of(Certificate certificate, boolean failed) {
        if (failed) {
            return FAILED;
        }
        if (certificate.streams().stream().anyMatch(StreamCertificate::isDifferent)) {
            return OUT_OF_SYNC;
        }
        boolean hasGaps = certificate.streams().stream()
                .flatMap(stream -> stream.gaps().stream())
                .anyMatch(gap -> !gap.kind().equals(NO_CENSUS));
        if (hasGaps) {
            return INCOMPLETE;
        }
        boolean counted = !certificate.streams().isEmpty()
                && certificate.streams().stream().noneMatch(stream -> stream.census() == CensusKind.NONE);
        return counted ? IN_SYNC : UNVERIFIED;
    }
}
