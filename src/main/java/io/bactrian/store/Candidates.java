package io.bactrian.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records of one stream that are to be merged, each id once, in the order they came. */
record Candidates(String stream, @Nullable EntityTable entity, List<Candidate> all) {
    /** A row and the buffers it lies in. */
    record Candidate(Row row, Slab slab) {}

    static List<Candidates> of(List<Slab> slabs) {
        Map<String, Map<String, Candidate>> streams = new LinkedHashMap<>();
        Map<String, Slab> firstOfStream = new LinkedHashMap<>();
        for (Slab slab : slabs) {
            firstOfStream.putIfAbsent(slab.stream(), slab);
            Map<String, Candidate> byId = streams.computeIfAbsent(slab.stream(), s -> new LinkedHashMap<>());
            for (Row row : slab.rows()) {
                byId.merge(row.id(), new Candidate(row, slab), Candidates::newer);
            }
        }
        List<Candidates> all = new ArrayList<>();
        streams.forEach((stream, byId) -> all.add(new Candidates(
                stream, firstOfStream.getOrDefault(stream, slabs.get(0)).entity(), List.copyOf(byId.values()))));
        return all;
    }

    private static Candidate newer(Candidate before, Candidate after) {
        return after.row().replaces(before.row()) ? after : before;
    }

    Candidates part(int from, int to) {
        return new Candidates(stream, entity, all.subList(from, to));
    }

    /** @param parents records of another stream, within which none of these may have come */
    Candidates withoutPartsOf(Set<String> parents) {
        return parents.isEmpty()
                ? this
                : only(all.stream()
                        .filter(candidate -> candidate.row().parent() == null
                                || !parents.contains(candidate.row().parent()))
                        .toList());
    }

    /** Those that are not older than what is known of them. */
    Candidates notBefore(Map<String, Instant> versions) {
        return versions.isEmpty()
                ? this
                : only(all.stream()
                        .filter(candidate -> {
                            Instant known = versions.get(candidate.row().id());
                            return known == null || !candidate.row().isBefore(known);
                        })
                        .toList());
    }

    Candidates only(List<Candidate> some) {
        return new Candidates(stream, entity, some);
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    String[] ids() {
        return all.stream().map(c -> c.row().id()).toArray(String[]::new);
    }

    UUID[] hashes() {
        return all.stream()
                .map(c -> new UUID(c.row().hashHigh(), c.row().hashLow()))
                .toArray(UUID[]::new);
    }
}
