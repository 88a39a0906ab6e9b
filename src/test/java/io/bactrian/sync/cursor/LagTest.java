package io.bactrian.sync.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How late changes come is measured, allowed for, and forgotten again. */
final class LagTest {
    private static final Instant BEGUN = Instant.parse("2026-05-06T07:08:09Z");

    @Test
    void aChangeThatAnEarlierReadingShouldHaveBroughtIsLate() {
        Lag lag = Lag.NONE.after(BEGUN, BEGUN.minusSeconds(40));

        assertThat(lag.seen()).isEqualTo(Duration.ofSeconds(40));
        assertThat(lag.allowance()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void aChangeSinceThenIsNotLate() {
        assertThat(Lag.NONE.after(BEGUN, BEGUN.plusSeconds(40))).isEqualTo(Lag.NONE);
    }

    @Test
    void theLatestCountsUntilItHasFaded() {
        Lag lag = Lag.NONE.after(BEGUN, BEGUN.minusSeconds(40)).after(BEGUN, BEGUN.minusSeconds(10));

        assertThat(lag.seen()).isEqualTo(Duration.ofSeconds(40));
        assertThat(lag.faded().seen()).isLessThan(Duration.ofSeconds(40));
    }

    /** It was moved here, or shown to us: to read hours again for that would cost every run. */
    @Test
    void whatIsOlderThanAnHourIsNotLateButNew() {
        assertThat(Lag.NONE.after(BEGUN, BEGUN.minusSeconds(7200))).isEqualTo(Lag.NONE);
    }

    @Test
    void theNextReadingBeginsFartherBackThanDeclaredWhenTheToolIsSlower() {
        CursorDeclaration cursor = new CursorDeclaration(
                Kind.CHANGED_SINCE,
                "epoch_s",
                null,
                Duration.ofSeconds(30),
                false,
                null,
                null,
                null,
                Map.of(),
                "",
                Map.of(),
                null);
        Mark mark = new Mark(Instant.ofEpochSecond(1000), null);

        assertThat(Bounds.of(cursor, mark, Duration.ZERO, Map.of())).containsEntry("since", "970");
        assertThat(Bounds.of(cursor, mark, Duration.ofSeconds(80), Map.of())).containsEntry("since", "920");
    }
}
