package io.bactrian.consistency;

import java.util.List;
import java.util.Map;

/**
 * What a run proves about one stream.
 *
 * @param external records the tool lists
 * @param local records held here as present
 * @param compared records looked at on both sides
 * @param equal of those, the ones without a difference
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
        double confidence) {}
