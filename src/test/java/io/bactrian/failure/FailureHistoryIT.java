package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.FailureHistory.Filter;
import io.bactrian.failure.FailureHistory.Pattern;
import io.bactrian.store.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What keeps failing, in parts. */
class FailureHistoryIT {
    private static final Filter ALL = new Filter(null, null, null, null, null);

    private static FreshDatabase database;

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
        database.jdbi().useHandle(handle -> handle.execute("""
                insert into bactrian.failures (id, tool, category, scope, status, message, operation, fingerprint,
                    attempts, recovery, reason, first_seen_at, last_seen_at, count)
                select gen_random_uuid(), 'jira', 'timeout', 'endpoint', 0, 'slow', 'GET /x', 'f' || n, 1, 'none', '',
                    now(), now(), n / 2 from generate_series(1, 9) n
                """));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void thePartsOfTheListAreTheList() {
        FailureHistory history = new FailureHistory(database.jdbi());
        List<Pattern> whole = history.patterns(ALL, null, 100, null);

        List<Pattern> parts = new ArrayList<>();
        PatternPosition after = null;
        for (List<Pattern> part = history.patterns(ALL, null, 2, after); !part.isEmpty(); ) {
            parts.addAll(part);
            Pattern last = part.get(part.size() - 1);
            after = PatternPosition.read(new PatternPosition(last.count(), last.fingerprint()).text())
                    .orElseThrow();
            part = history.patterns(ALL, null, 2, after);
        }

        assertThat(parts).hasSize(9).isEqualTo(whole);
    }

    @Test
    void whatWasNotGivenOutIsNoPosition() {
        assertThat(List.of("", "x", "%", "MTIz", "MSAn"))
                .allSatisfy(text -> assertThat(PatternPosition.read(text)).isEmpty());
    }
}
