package io.bactrian.sync;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.bactrian.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What is stored of records that the tool cannot be asked for. */
public final class LocalCopies {
    private final Jdbi jdbi;
    private final Clock clock;

    public LocalCopies(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * A record as it was when it was last stored.
     *
     * @param ageSeconds since it was last found to be so
     */
    public record LocalCopy(
            String stream,
            String externalId,
            String absence,
            Instant syncedAt,
            long ageSeconds,
            @JsonRawValue String raw) {}

    /** The copy of the record that failed; null when none is stored. */
    public @Nullable LocalCopy read(@ExchangeProperty("failure") Failure failure) {
        return failure.integrationId() == null || failure.stream() == null || failure.externalId() == null
                ? null
                : find(failure.integrationId(), failure.stream(), failure.externalId());
    }

    public boolean isFound(@ExchangeProperty("localCopy") @Nullable LocalCopy copy) {
        return copy != null;
    }

    private @Nullable LocalCopy find(UUID integrationId, String stream, String externalId) {
        return jdbi.withHandle(handle -> handle.registerRowMapper(ConstructorMapper.factory(Stored.class))
                        .createQuery("""
                                select absence, synced_at, raw from work.records
                                where integration_id = :integration and stream = :stream and external_id = :id
                                """)
                        .bind("integration", integrationId)
                        .bind("stream", stream)
                        .bind("id", externalId)
                        .mapTo(Stored.class)
                        .findOne())
                .map(stored -> new LocalCopy(
                        stream,
                        externalId,
                        stored.absence(),
                        stored.syncedAt(),
                        Duration.between(stored.syncedAt(), clock.instant()).toSeconds(),
                        stored.raw()))
                .orElse(null);
    }

    /** A row of {@code work.records}. */
    public record Stored(String absence, Instant syncedAt, String raw) {}
}
