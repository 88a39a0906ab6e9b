package io.bactrian.consistency;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a census and a sample found about one stream.
 *
 * @param external records the tool lists
 * @param local records held here as present
 * @param missing records the tool lists that are not held
 * @param extra records held that the tool does not list
 * @param sampled records of a sample that were compared in depth
 * @param sampledEqual of those, the ones without a difference
 * @param sampledDiffering how many of them differ, by the kind of the first difference
 */
public record CensusFacts(
        CensusKind census,
        long external,
        long local,
        long missing,
        long extra,
        long sampled,
        long sampledEqual,
        Map<DifferenceKind, Long> sampledDiffering) {

    /** Nobody looked. */
    public static CensusFacts none(long local) {
        return new CensusFacts(CensusKind.NONE, 0, local, 0, 0, 0, 0, Map.of());
    }

    /** The tool's list of ids was compared with the ids held. */
    public static CensusFacts presence(long external, long local, long missing, long extra) {
        return new CensusFacts(CensusKind.PRESENCE, external, local, missing, extra, 0, 0, Map.of());
    }

    public CensusFacts withSample(long compared, long equal, Map<DifferenceKind, Long> differing) {
        return new CensusFacts(census, external, local, missing, extra, compared, equal, Map.copyOf(differing));
    }

    /** Records looked at on both sides: every one that either side lists. */
    long compared() {
        return census == CensusKind.NONE ? 0 : external + extra;
    }

    /** Those that both sides list, without the ones whose content differed in the sample. */
    long equal() {
        return census == CensusKind.NONE ? 0 : external - missing - (sampled - sampledEqual);
    }

    Map<DifferenceKind, Long> differing() {
        Map<DifferenceKind, Long> differing = new EnumMap<>(DifferenceKind.class);
        for (DifferenceKind kind : DifferenceKind.values()) {
            differing.put(kind, sampledDiffering.getOrDefault(kind, 0L));
        }
        differing.merge(DifferenceKind.MISSING, missing, Long::sum);
        differing.merge(DifferenceKind.EXTRA, extra, Long::sum);
        return differing;
    }
}
