package io.bactrian.access.session;

import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Whether who was let in would still be let in, for what goes on long after the request. */
public final class Standing {
    private final Jdbi jdbi;
    private final SessionSettings settings;
    private final Clock clock;

    public Standing(Jdbi jdbi, SessionSettings settings, Clock clock) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param session the session that the caller came by; null when he came by key */
    public boolean isGood(@Nullable UUID key, @Nullable UUID session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from bactrian.api_keys
                                where id = :key and (expires_at is null or expires_at > :now))
                            and (:session::uuid is null or exists (select from bactrian.sessions
                                where id = :session and created_at > :begun))
                        """)
                .bind("key", key)
                .bind("session", session)
                .bind("now", clock.instant())
                .bind("begun", clock.instant().minus(settings.absoluteTimeout()))
                .mapTo(Boolean.class)
                .one());
    }
}
