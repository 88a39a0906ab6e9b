package io.bactrian.sync.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.bactrian.store.Row;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Marks move with what is stored, and not before the tool can have shown everything. */
final class MarkingTest {
    private static final Instant BEGUN = Instant.parse("2026-05-06T07:08:09Z");

    @Test
    void aPartitionIsMarkedWithWhenItsFirstPageWasAskedForOnceItsLastIsStored() {
        Marking marking = marking(Kind.CHANGED_SINCE);

        Moved first = marking.by(List.of(page("a", 0, false), page("b", 1, false)));
        Moved second = marking.by(List.of(page("b", 2, true)));

        assertThat(first.marks()).isEmpty();
        assertThat(second.marks()).containsExactly(entry("b", new Mark(BEGUN.plusSeconds(1), null)));
    }

    @Test
    void aTokenIsKeptWithEachPageThatBringsOne() {
        Mark before = new Mark(BEGUN, "t1");

        Moved moved = marking(Kind.TOKEN).by(List.of(new Seen("a", before, BEGUN, false, false, "t2", List.of())));

        assertThat(moved.marks()).containsExactly(entry("a", new Mark(BEGUN, "t2")));
        assertThat(moved.anew()).isEmpty();
    }

    @Test
    void aTokenThatIsLostBeginsAnewWithTheOneThatComesInItsPlace() {
        Mark before = new Mark(BEGUN, "expired");

        Moved moved = marking(Kind.TOKEN).by(List.of(new Seen("a", before, BEGUN, true, true, "t9", List.of())));

        assertThat(moved.marks()).containsExactly(entry("a", new Mark(BEGUN, "t9")));
        assertThat(moved.anew()).containsExactly("a");
    }

    @Test
    void theFirstReadingOfAFeedBeginsAnew() {
        assertThat(marking(Kind.NEWEST).by(List.of(page("a", 0, true))).anew()).containsExactly("a");
    }

    @Test
    void idsThatCountUpAreComparedAsNumbers() {
        Moved moved = marking(Kind.NEWEST).by(List.of(page("a", 0, true, row("99", null), row("100", null))));

        assertThat(moved.marks().get("a")).isEqualTo(new Mark(BEGUN, "100"));
    }

    /** An older one that the index does not show yet may come before it. */
    @Test
    void theNewestIdIsNotYoungerThanTheToolIsLate() {
        Row settled = row("7", BEGUN.minusSeconds(61));
        Row young = row("8", BEGUN.minusSeconds(59));

        Moved moved = marking(Kind.NEWEST).by(List.of(page("a", 0, true, young, settled)));

        assertThat(moved.marks().get("a")).isEqualTo(new Mark(BEGUN, "7"));
    }

    private static Marking marking(Kind kind) {
        CursorDeclaration cursor = new CursorDeclaration(
                kind, null, null, Duration.ofMinutes(1), false, null, null, null, Map.of(), "", Map.of(), null);
        return new Marking(cursor, Duration.ZERO, "", null, null);
    }

    private static Seen page(String partition, int seconds, boolean isLast, Row... rows) {
        return new Seen(partition, Mark.NONE, BEGUN.plusSeconds(seconds), isLast, false, null, Arrays.asList(rows));
    }

    private static Row row(String id, @Nullable Instant changed) {
        long micros = changed == null
                ? Long.MIN_VALUE
                : Duration.between(Instant.parse("2000-01-01T00:00:00Z"), changed)
                                .toMillis()
                        * 1000;
        return new Row(id, null, 0, 0, micros, 0, 0, 0, 0);
    }
}
