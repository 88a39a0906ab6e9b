package io.bactrian.consistency;

import java.util.List;
import java.util.Map;

/**
 * What a run proves about one stream.
 *
 * @param external records the tool lists
 * @param local records held here as present
 * @param compared records looked at on both sides: with a census, every one that either side lists
 * @param equal of those, the ones that both list and whose content, where the sample looked at it, is the same
 * @param differing how many records differ, by kind
 * @param confidence equal / (compared + gaps), 0 without a census
 */
public record StreamCertificate(
        String stream,
        CensusKind census,
        long external,
        long local,
        long compared,
        long equal,
        Map<DifferenceKind, Long> differing,
        List<Gap> gaps,
        double confidence) {

    public static StreamCertificate of(String stream, CensusFacts facts, List<Gap> gaps) {
        return new StreamCertificate(
                stream,
                facts.census(),
                facts.external(),
                facts.local(),
                facts.compared(),
                facts.equal(),
                facts.differing(),
                List.copyOf(gaps),
                confidence(facts, gaps));
    }

    private static double confidence(CensusFacts facts, List<Gap> gaps) {
        if (facts.census() == CensusKind.NONE) {
            return 0;
        }
        long whole = facts.compared() + missed(gaps);
        return whole == 0 ? 1 : (double) facts.equal() / whole;
    }

    private static long missed(List<Gap> gaps) {
        return gaps.stream().mapToLong(Gap::count).sum();
    }

    /** What was not looked at. */
    long missed() {
        return missed(gaps);
    }

    boolean isDifferent() {
        return equal < compared;
    }
}
