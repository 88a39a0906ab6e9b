package io.bactrian.run;

import io.bactrian.consistency.CensusFacts;
import io.bactrian.consistency.Certificate;
import io.bactrian.consistency.Gap;
import io.bactrian.consistency.StreamCertificate;
import io.bactrian.consistency.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Issues a run's certificate from what its streams' censuses and samples found and from its gaps. */
public final class Certificates {
    private final Jdbi jdbi;
    private final Gaps gaps;
    private final Clock clock;

    Certificates(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.gaps = new Gaps(jdbi);
        this.clock = clock;
    }

    /** Keeps what a census found about a stream, so that it survives an interruption of the run. */
    public static void keep(Handle handle, Run run, String stream, CensusFacts facts) {
        handle.createUpdate("""
                        insert into bactrian.run_streams (run_id, stream, facts, scope)
                        values (:run, :stream, :facts::jsonb, :scope)
                        on conflict (run_id, stream) do update set facts = excluded.facts, scope = excluded.scope
                        """)
                .bind("run", run.id())
                .bind("stream", stream)
                .bind("scope", run.wanted(stream))
                .bind("facts", RunRepository.json(facts))
                .execute();
    }

    static boolean isKept(Handle handle, UUID runId, String stream) {
        return handle.createQuery(
                        "select facts is not null from bactrian.run_streams where run_id = :run and stream = :stream")
                .bind("run", runId)
                .bind("stream", stream)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    Certificate issue(Run run) {
        Map<String, CensusFacts> facts = facts(run.id());
        Map<String, List<Gap>> missing = gaps.of(run.id());
        missing.keySet().forEach(stream -> facts.putIfAbsent(stream, CensusFacts.none(0)));
        // What the scope no longer names is let go, and nothing is to be said of it.
        facts.keySet().removeIf(stream -> run.destination().tool().find(stream).isEmpty());
        List<StreamCertificate> streams = new ArrayList<>();
        facts.forEach((stream, found) ->
                streams.add(StreamCertificate.of(stream, found, missing.getOrDefault(stream, List.of()))));
        return Certificate.of(run.id(), clock.instant(), streams);
    }

    RunOutcome outcome(Run run, Certificate certificate, boolean failed) {
        return switch (Verdict.of(certificate, failed)) {
            case IN_SYNC -> RunOutcome.IN_SYNC;
            case OUT_OF_SYNC -> RunOutcome.OUT_OF_SYNC;
            case INCOMPLETE -> RunOutcome.INCOMPLETE;
            case UNVERIFIED -> RunOutcome.UNVERIFIED;
            case FAILED -> RunOutcome.FAILED;
        };
    }

    private Map<String, CensusFacts> facts(UUID runId) {
        Map<String, CensusFacts> facts = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Stored.class))
                .createQuery(
                        "select stream, facts::text as facts from bactrian.run_streams where run_id = :run order by stream")
                .bind("run", runId)
                .mapTo(Stored.class)
                .forEach(row -> {
                    CensusFacts found = RunRepository.read(row.facts(), CensusFacts.class);
                    facts.put(row.stream(), found == null ? CensusFacts.none(0) : found);
                }));
        return facts;
    }

    /** A stream of a run and what is known of it. */
    public record Stored(String stream, @Nullable String facts) {}
}
