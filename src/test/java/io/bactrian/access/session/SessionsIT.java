package io.bactrian.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import io.bactrian.access.key.ApiKeys;
import io.bactrian.access.key.Key;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.NewKey;
import io.bactrian.store.Alongside;
import io.bactrian.store.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions as they are stored: how they begin, and each way in which they end. */
class SessionsIT {
    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(2);

    private final FreshDatabase database = FreshDatabase.create();
    private final KeyRegister register = new KeyRegister(database.jdbi());
    private final UUID keyId = register.make(
                    Caller.SYSTEM, new NewKey("ada", Role.OPERATOR, null, null), id -> Alongside.NOTHING)
            .issued()
            .id();
    private final String cookie = begin();

    @AfterEach
    void close() {
        database.close();
    }

    private String begin() {
        Key key = new Key(keyId, "ada", Role.OPERATOR, null, null);
        String header =
                sessions(THEN).begin(UUID.randomUUID(), key, Alongside.NOTHING).setCookie();
        return header.replaceAll("^[^=]+=|;.*", "");
    }

    @Test
    void aCookieIsItsKey() {
        Session session = sessions(THEN).find(cookie);

        assertThat(session).isNotNull();
        assertThat(session.key().id()).isEqualTo(keyId);
        assertThat(session.csrfToken()).isNotEqualTo(cookie).hasSize(43);
        assertThat(session).asString().doesNotContain(session.csrfToken());
    }

    @Test
    void itEndsWhenItIsNotUsed() {
        assertThat(sessions(THEN.plus(IDLE).minusSeconds(1)).find(cookie)).isNotNull();
        assertThat(sessions(THEN.plus(IDLE.multipliedBy(2))).find(cookie)).isNull();
    }

    @Test
    void useKeepsItUpToItsLongestAge() {
        for (Duration age = Duration.ZERO; age.compareTo(LONGEST) < 0; age = age.plus(IDLE.dividedBy(2))) {
            assertThat(sessions(THEN.plus(age)).find(cookie)).as("after " + age).isNotNull();
        }

        assertThat(sessions(THEN.plus(LONGEST)).find(cookie)).isNull();
    }

    @Test
    void itEndsWithItsKey() {
        new ApiKeys(database.jdbi()).create("admin", Role.ADMIN, null);

        register.withdraw(Caller.SYSTEM, keyId, Alongside.NOTHING);

        assertThat(sessions(THEN).find(cookie)).isNull();
    }

    @Test
    void itEndsOnTheServer() {
        Session session = sessions(THEN).find(cookie);
        assertThat(session).isNotNull();

        sessions(THEN).end(session.id(), Alongside.NOTHING);

        assertThat(sessions(THEN).find(cookie)).isNull();
    }

    @Test
    void whatIsOverIsForgotten() {
        sessions(THEN.plus(IDLE)).prune();

        assertThat(database.count("bactrian.sessions")).isZero();
    }

    @Test
    void neitherCookieNorTokenIsStored() {
        Session session = sessions(THEN).find(cookie);
        assertThat(session).isNotNull();

        String stored = database.jdbi()
                .withHandle(handle -> handle.createQuery("select s::text from bactrian.sessions s")
                        .mapTo(String.class)
                        .one());

        assertThat(stored).contains(session.id().toString()).doesNotContain(cookie, session.csrfToken());
    }

    @Test
    void byHttpsTheCookieTravelsByHttpsOnly() {
        assertThat(new SessionSettings(IDLE, LONGEST, true).cookie("x"))
                .isEqualTo("__Host-bactrian_session=x; Path=/; Max-Age=7200; HttpOnly; SameSite=Strict; Secure");
        assertThat(new SessionSettings(IDLE, LONGEST, false).cookie("x"))
                .isEqualTo("bactrian_session=x; Path=/; Max-Age=7200; HttpOnly; SameSite=Strict");
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(Duration.ofMinutes(1), LONGEST, false))
                .withMessageContaining("session.idle-timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(IDLE, IDLE.minusSeconds(1), false))
                .withMessageContaining("session.absolute-timeout");
    }

    private Sessions sessions(Instant now) {
        return new Sessions(
                database.jdbi(), new SessionSettings(IDLE, LONGEST, false), Clock.fixed(now, ZoneOffset.UTC));
    }
}
