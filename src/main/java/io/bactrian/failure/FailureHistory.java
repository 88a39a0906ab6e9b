package io.bactrian.failure;

import io.bactrian.store.ListPosition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What has failed so far, failure by failure and pattern by pattern. */
public final class FailureHistory {
    private static final String CHOSEN = """
            from bactrian.failures f left join bactrian.integrations i on i.id = f.integration_id
            where (:integrationId::uuid is null or f.integration_id = :integrationId)
                and (:category::text is null or f.category = :category)
                and (:from::timestamptz is null or f.last_seen_at >= :from)
                and (:to::timestamptz is null or f.first_seen_at < :to)
                and (:open::boolean is null or (f.recovered_at is null) = :open)
                and (:everywhere or i.project_id = any(:projects))
            """;

    private final Jdbi jdbi;

    public FailureHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Which failures; null matches any.
     *
     * @param open whether what failed has not gone well since
     */
    public record Filter(
            @Nullable UUID integrationId,
            @Nullable String category,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean open) {}

    /** A failure as it is stored and shown: from the first time until it went well again. */
    public record Entry(
            UUID id,
            @Nullable UUID integrationId,
            @Nullable UUID runId,
            String tool,
            String category,
            String scope,
            int status,
            String message,
            String operation,
            @Nullable String stream,
            String fingerprint,
            long count,
            int attempts,
            String recovery,
            String reason,
            @Nullable Instant dueAt,
            boolean needsPerson,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable Instant recoveredAt) {
        public boolean recovered() {
            return recoveredAt != null;
        }
    }

    /**
     * Failures that are alike.
     *
     * @param integrations how many have met it
     * @param recoveredShare part of them that went well again
     * @param examples what was said the last times
     */
    public record Pattern(
            String fingerprint,
            String tool,
            String category,
            String operation,
            int status,
            long count,
            long integrations,
            Instant firstSeenAt,
            Instant lastSeenAt,
            double recoveredShare,
            List<String> examples) {}

    /** Those seen last first; {@code projects} are the ones that may be looked at, null for all. */
    public List<Entry> list(Filter filter, @Nullable Set<String> projects, int limit, @Nullable ListPosition after) {
        return jdbi.withHandle(handle -> chosen(
                        handle.registerRowMapper(ConstructorMapper.factory(Entry.class))
                                .createQuery("""
                                        select f.id, f.integration_id, f.run_id, f.tool, f.category, f.scope, f.status,
                                               f.message, f.operation, f.stream, f.fingerprint, f.count, f.attempts,
                                               f.recovery, f.reason, f.due_at, f.needs_person, f.first_seen_at,
                                               f.last_seen_at, f.recovered_at
                                        """ + CHOSEN + """
                                            and (:afterId::uuid is null or (f.last_seen_at, f.id) < (:afterTime, :afterId))
                                        order by f.last_seen_at desc, f.id desc limit :limit
                                        """),
                        filter,
                        projects)
                .bind("afterTime", after == null ? null : after.createdAt())
                .bind("afterId", after == null ? null : after.id())
                .bind("limit", limit)
                .mapTo(Entry.class)
                .list());
    }

    /** The most frequent first, those after a position. */
    public List<Pattern> patterns(
            Filter filter, @Nullable Set<String> projects, int limit, @Nullable PatternPosition after) {
        return jdbi.withHandle(handle -> chosen(
                        handle.registerRowMapper(ConstructorMapper.factory(Pattern.class))
                                .createQuery("""
                                        select f.fingerprint, min(f.tool) as tool, min(f.category) as category,
                                               min(f.operation) as operation, min(f.status) as status,
                                               sum(f.count)::bigint as count,
                                               count(distinct f.integration_id) as integrations,
                                               min(f.first_seen_at) as first_seen_at, max(f.last_seen_at) as last_seen_at,
                                               count(f.recovered_at)::float8 / count(*) as recovered_share,
                                               trim_array(array_agg(f.message order by f.last_seen_at desc),
                                                   greatest(count(*)::int - 3, 0)) as examples
                                        """ + CHOSEN + """
                                        group by f.fingerprint
                                        having :afterCount::bigint is null or sum(f.count) < :afterCount
                                            or (sum(f.count) = :afterCount and f.fingerprint > :afterFingerprint)
                                        order by count desc, fingerprint limit :limit
                                        """),
                        filter,
                        projects)
                .bind("afterCount", after == null ? null : after.count())
                .bind("afterFingerprint", after == null ? null : after.fingerprint())
                .bind("limit", limit)
                .mapTo(Pattern.class)
                .list());
    }

    private static Query chosen(Query query, Filter filter, @Nullable Set<String> projects) {
        return query.bindMethods(filter)
                .bind("everywhere", projects == null)
                .bindArray("projects", String.class, projects == null ? Set.of() : projects);
    }
}
