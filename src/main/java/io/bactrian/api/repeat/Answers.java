package io.bactrian.api.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.bactrian.api.request.Json;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The answers to requests that named themselves by an {@code Idempotency-Key}, for a day and across restarts. */
public final class Answers {
    /** Header by which a caller names a request. */
    public static final String HEADER = "Idempotency-Key";

    private static final Duration KEPT = Duration.ofHours(24);
    /** Longer than any request takes: one that has no answer then was broken off. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final Clock clock;

    public Answers(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Who named a request, and how. */
    public record Name(UUID caller, String key) {}

    /** The answer that the request got before; empty when it comes for the first time and is to be done now. */
    public Optional<KeptAnswer> begin(Name name, byte[] requestHash) {
        return jdbi.inTransaction(handle -> {
            forget(handle, name);
            boolean first = handle.createUpdate("""
                                    insert into bactrian.answers (key_id, idempotency_key, request_hash, begun_at)
                                    values (:caller, :key, :hash, :now) on conflict do nothing
                                    """)
                            .bindMethods(name)
                            .bind("hash", requestHash)
                            .bind("now", clock.instant())
                            .execute()
                    > 0;
            return first ? Optional.empty() : Optional.of(again(find(handle, name), requestHash));
        });
    }

    private void forget(Handle handle, Name name) {
        handle.createUpdate("""
                        delete from bactrian.answers
                        where key_id = :caller and idempotency_key = :key and begun_at <= :cutOff
                        """)
                .bindMethods(name)
                .bind("cutOff", clock.instant().minus(KEPT))
                .execute();
    }

    private static Row find(Handle handle, Name name) {
        return handle.createQuery("""
                        select request_hash, status, headers::text as headers, body, begun_at from bactrian.answers
                        where key_id = :caller and idempotency_key = :key
                        """).bindMethods(name).map(Row::of).one();
    }

    private KeptAnswer again(Row row, byte[] requestHash) {
        if (!Arrays.equals(row.hash(), requestHash)) {
            throw Rejected.invalid(
                            "The key was used for another request.",
                            List.of(new Mistake(HEADER, "names a request with another path or body")))
                    .wayOut("Send the same request again, or another " + HEADER + ".");
        }
        if (row.answer() != null) {
            return row.answer();
        }
        if (row.begunAt().plus(LONGEST_REQUEST).isAfter(clock.instant())) {
            throw conflict("The same request is under way.")
                    .wayOut("Ask again in a moment.")
                    .retryAfter(COME_AGAIN);
        }
        throw conflict("The same request was broken off; whether it was done is not known.")
                .wayOut("Look whether it was done; if not, send it with another " + HEADER + ".");
    }

    private static Rejected conflict(String what) {
        return new Rejected(409, FailureCategory.INVALID_DATA, what, List.of());
    }

    public void keep(Name name, KeptAnswer answer) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update bactrian.answers set status = :status, headers = :headers::jsonb, body = :body
                        where key_id = :caller and idempotency_key = :key
                        """)
                .bindMethods(name)
                .bind("status", answer.status())
                .bind("headers", Json.write(answer.headers()))
                .bind("body", answer.body())
                .execute());
    }

    /** Lets a request be sent again as if it came for the first time. */
    public void drop(Name name) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from bactrian.answers where key_id = :caller and idempotency_key = :key")
                .bindMethods(name)
                .execute());
    }

    /** Forgets the answers that are old. */
    public void prune() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from bactrian.answers where begun_at <= :cutOff")
                .bind("cutOff", clock.instant().minus(KEPT))
                .execute());
    }

    /** A request as it is stored; without an answer it is under way, or was broken off. */
    private record Row(byte[] hash, @Nullable KeptAnswer answer, Instant begunAt) {
        static Row of(RowView row) {
            Integer status = row.getColumn("status", Integer.class);
            return new Row(
                    row.getColumn("request_hash", byte[].class),
                    status == null
                            ? null
                            : new KeptAnswer(
                                    status,
                                    headers(row.getColumn("headers", String.class)),
                                    row.getColumn("body", String.class)),
                    row.getColumn("begun_at", Instant.class));
        }

        private static Map<String, String> headers(String json) {
            try {
                return Json.mapper().readValue(json, new TypeReference<>() {});
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("stored headers of ours cannot be read", e);
            }
        }
    }
}
