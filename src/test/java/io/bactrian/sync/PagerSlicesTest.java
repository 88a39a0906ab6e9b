package io.bactrian.sync;

import static io.bactrian.sync.AnsweredPages.assertBroken;
import static io.bactrian.sync.AnsweredPages.paging;
import static io.bactrian.sync.AnsweredPages.total;
import static io.bactrian.sync.AnsweredPages.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Paging.Kind;
import io.bactrian.tool.Slices;
import org.junit.jupiter.api.Test;

/** From slice to slice of a list that a tool does not show to its end: none is left out, and what cannot be sliced is a failure. */
final class PagerSlicesTest {
    private static final String NOON = "2026-01-02T12:00:00.000+0000";
    private static final String LATER = "2026-01-02T13:00:00.000+0000";

    private final AnsweredPages tool = new AnsweredPages();
    private final Pager pager = new Pager(sliced(4), null);

    @Test
    void aSliceIsReadByACountOfItsRecords() throws ToolFailure {
        pager.answered(with(tool.answer(2, null, null), NOON), null);

        assertThat(pager.position()).isEqualTo("2");
    }

    @Test
    void theNextSliceBeginsWhereTheLastRecordStands() throws ToolFailure {
        pager.answered(with(tool.answer(2, null, null), NOON), null);
        pager.answered(with(tool.answer(2, null, null), LATER), null);

        assertThat(pager.position()).isEqualTo("2026-01-02T13:00:00Z/0");
        assertThat(pager.hasEnded()).isFalse();
    }

    @Test
    void theCountBeginsAnewInEachSlice() throws ToolFailure {
        Pager resumed = new Pager(sliced(4), "2026-01-02T12:00:00Z/0");

        resumed.answered(with(tool.answer(3, null, null), LATER), null);

        assertThat(resumed.position()).isEqualTo("2026-01-02T12:00:00Z/3");
    }

    /** The first page of a slice may hold nothing but what the last of the one before held. */
    @Test
    void aPageMayComeAgainInTheNextSlice() throws ToolFailure {
        Cut page = with(tool.answer(4, null, null), NOON);
        pager.answered(page, null);

        pager.answered(with(page, LATER), null);

        assertThat(pager.position()).isEqualTo("2026-01-02T13:00:00Z/0");
    }

    @Test
    void theTotalOfTheLastSliceIsTheEnd() throws ToolFailure {
        Pager resumed = new Pager(sliced(4), "2026-01-02T12:00:00Z/0");

        resumed.answered(total(tool.answer(4, null, null), 4), null);

        assertThat(resumed.hasEnded()).isTrue();
    }

    @Test
    void moreThanASliceAtOneInstantIsAFailure() throws ToolFailure {
        pager.answered(with(tool.answer(4, null, null), NOON), null);

        assertBroken(pager, with(tool.answer(4, null, null), NOON), "does not show all");
    }

    @Test
    void whereAToolShowsNoMoreTheNextSliceBegins() throws ToolFailure {
        pager.answered(with(tool.answer(2, null, null), NOON), null);

        pager.nextSlice();

        assertThat(pager.position()).isEqualTo("2026-01-02T12:00:00Z/0");
    }

    @Test
    void aSliceThatWasTakenUpAndIsNotShownOnIsReadAgain() throws ToolFailure {
        Pager resumed = new Pager(sliced(4), "2026-01-02T12:00:00Z/2");

        resumed.nextSlice();

        assertThat(resumed.position()).isEqualTo("2026-01-02T12:00:00Z/0");
    }

    @Test
    void aListThatIsNotReadInSlicesHasNoNextOne() {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(new Pager(paging(Kind.OFFSET), "10")::nextSlice)
                .withMessageContaining("not read in slices");
    }

    @Test
    void aToolThatShowsNothingOfASliceIsAFailure() {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(pager::nextSlice)
                .withMessageContaining("not show even the beginning");
    }

    private static Paging sliced(int most) {
        Slices slices = new Slices("/created", most);
        return new Paging(Kind.OFFSET, "at", null, null, 100, null, null, null, 1, slices);
    }
}
