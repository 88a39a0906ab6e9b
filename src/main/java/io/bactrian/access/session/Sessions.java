package io.bactrian.access.session;

import io.bactrian.access.key.ApiKeys;
import io.bactrian.access.key.Key;
import io.bactrian.access.key.SecretHash;
import io.bactrian.store.Alongside;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The sessions in the database, which holds only the hashes of their cookies; each ends with its key. */
public final class Sessions implements BrowserSessions {
    private final Jdbi jdbi;
    private final SessionSettings settings;
    private final Clock clock;

    public Sessions(Jdbi jdbi, SessionSettings settings, Clock clock) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public @Nullable Session find(String cookie) {
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        select session.id as session_id, key.id, key.name, key.role, key.projects, key.expires_at
                        from bactrian.sessions session join bactrian.api_keys key on key.id = session.key_id
                        where session.hash = :hash and session.used_at > :idleSince and session.created_at > :begun
                        """)
                .bind("hash", SecretHash.of(cookie))
                .bind("idleSince", now.minus(settings.idleTimeout()))
                .bind("begun", now.minus(settings.absoluteTimeout()))
                .map(row -> new Session(row.getColumn("session_id", UUID.class), ApiKeys.key(row), csrfToken(cookie)))
                .findOne()
                .map(found -> used(handle, found, now))
                .orElse(null));
    }

    @Override
    public String cookieName() {
        return settings.cookieName();
    }

    /** Once a minute at most, like the use of a key. */
    private static Session used(Handle handle, Session session, Instant now) {
        handle.createUpdate("""
                        update bactrian.sessions set used_at = :now
                        where id = :id and used_at < :now::timestamptz - interval '1 minute'
                        """).bind("now", now).bind("id", session.id()).execute();
        return session;
    }

    /** Begins a session with a cookie that never was one before. */
    public NewSession begin(UUID id, Key key, Alongside alongside) {
        String secret = SecretHash.newSecret();
        Session session = new Session(id, key, csrfToken(secret));
        jdbi.useTransaction(handle -> {
            alongside.write(handle);
            handle.createUpdate("""
                            insert into bactrian.sessions (id, hash, key_id, created_at, used_at)
                            values (:id, :hash, :key, :now, :now)
                            """)
                    .bind("id", session.id())
                    .bind("hash", SecretHash.of(secret))
                    .bind("key", key.id())
                    .bind("now", clock.instant())
                    .execute();
        });
        return new NewSession(session, settings.cookie(secret));
    }

    /** A session that just began, and the header that makes the browser part of it. */
    public record NewSession(Session session, String setCookie) {
        @Override
        public String toString() {
            return session.toString();
        }
    }

    /** Ends a session; its cookie is worth nothing from then on, wherever it still is. */
    public String end(UUID id, Alongside alongside) {
        jdbi.useTransaction(handle -> {
            alongside.write(handle);
            handle.createUpdate("delete from bactrian.sessions where id = :id")
                    .bind("id", id)
                    .execute();
        });
        return settings.noCookie();
    }

    /** Forgets the sessions that are over. */
    public void prune() {
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from bactrian.sessions where used_at <= :idleSince or created_at <= :begun")
                .bind("idleSince", now.minus(settings.idleTimeout()))
                .bind("begun", now.minus(settings.absoluteTimeout()))
                .execute());
    }

    /** Follows from the cookie, so nothing more is kept; what is kept does not lead to it. */
    private static String csrfToken(String cookie) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(SecretHash.of("csrf " + cookie));
    }
}
