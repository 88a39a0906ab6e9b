package io.bactrian.api.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bactrian.operation.Rejected;
import io.bactrian.store.FreshDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers as they are kept: given again for a day, by whichever process. */
class AnswersIT {
    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");
    private static final byte[] HASH = {1};
    private static final KeptAnswer ANSWER = new KeptAnswer(201, Map.of("ETag", "\"1\""), "{\"id\":1}");

    private final FreshDatabase database = FreshDatabase.create();
    private final Answers.Name name = new Answers.Name(UUID.randomUUID(), "order-66");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstTimeThereIsNone() {
        assertThat(at(THEN).begin(name, HASH)).isEmpty();
    }

    @Test
    void afterARestartTheAnswerIsStillThere() {
        at(THEN).begin(name, HASH);
        at(THEN).keep(name, ANSWER);

        assertThat(at(THEN.plus(Duration.ofHours(23))).begin(name, HASH)).contains(ANSWER);
    }

    @Test
    void anotherCallersNameIsAnotherName() {
        at(THEN).begin(name, HASH);

        assertThat(at(THEN).begin(new Answers.Name(UUID.randomUUID(), "order-66"), HASH))
                .isEmpty();
    }

    @Test
    void anotherRequestOfThatNameIsRefused() {
        at(THEN).begin(name, HASH);
        at(THEN).keep(name, ANSWER);

        Rejected refused = refusal(THEN, new byte[] {2});

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void whileItIsUnderWayTheCallerIsToComeAgain() {
        at(THEN).begin(name, HASH);

        Rejected refused = refusal(THEN.plusSeconds(1), HASH);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.retryAfter()).isPresent();
    }

    @Test
    void ofOneThatWasBrokenOffItIsSaidThatNobodyKnows() {
        at(THEN).begin(name, HASH);

        Rejected refused = refusal(THEN.plus(Duration.ofMinutes(11)), HASH);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(refused).hasMessageContaining("not known");
    }

    @Test
    void afterADayTheNameIsFree() {
        at(THEN).begin(name, HASH);
        at(THEN).keep(name, ANSWER);

        assertThat(at(THEN.plus(Duration.ofHours(24))).begin(name, new byte[] {2}))
                .isEmpty();
    }

    @Test
    void whatIsOldIsForgotten() {
        at(THEN).begin(name, HASH);

        at(THEN.plus(Duration.ofHours(24))).prune();

        assertThat(database.count("bactrian.answers")).isZero();
    }

    private Rejected refusal(Instant now, byte[] hash) {
        return catchThrowableOfType(Rejected.class, () -> at(now).begin(name, hash));
    }

    private Answers at(Instant now) {
        return new Answers(database.jdbi(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
