package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Paging.Kind;
import io.bactrian.tool.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From page to page: an end is an end, and everything else that does not lead on is a failure. */
final class PagerTest {
    private int filled;

    @Nested
    final class ByTheLastId {
        private final Pager pager = new Pager(paging(Kind.LAST), null);

        @Test
        void theLastIdIsTheNextPosition() throws ToolFailure {
            pager.answered(answer(2, "r1", null), null);

            assertThat(pager.position()).isEqualTo("r1");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void anEmptyPageIsTheEnd() throws ToolFailure {
            pager.answered(answer(0, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        /** Whether a tool counts the bound in is not always known. */
        @Test
        void aPageOfNothingButTheBoundIsTheEnd() throws ToolFailure {
            Cut only = answer(1, "r0", null);
            pager.answered(only, null);

            pager.answered(only, null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aFullPageThatLeadsNowhereIsAFailure() throws ToolFailure {
            pager.answered(answer(2, "r1", null), null);

            assertBroken(pager, answer(2, "r1", null), "repeated");
        }
    }

    @Nested
    final class ByToken {
        private final Pager pager = new Pager(paging(Kind.TOKEN), null);

        @Test
        void theAnswersTokenIsTheNextPosition() throws ToolFailure {
            pager.answered(answer(2, "a", null), null);

            assertThat(pager.position()).isEqualTo("a");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void noTokenIsTheEnd() throws ToolFailure {
            pager.answered(answer(2, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void theFlagEndsThoughThereIsAToken() throws ToolFailure {
            pager.answered(answer(2, "a", false), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void moreWithoutATokenIsAFailure() {
            assertBroken(pager, answer(2, null, true), "but not where");
        }

        @Test
        void anEmptyPageWithMoreToComeIsAFailure() {
            assertBroken(pager, answer(0, "a", null), "an empty page");
        }

        @Test
        void aRepeatedTokenIsAFailure() throws ToolFailure {
            pager.answered(answer(1, "a", null), null);

            assertBroken(pager, answer(1, "a", null), "repeated a page token");
        }

        @Test
        void theTokenItWentOnFromIsKnown() {
            assertBroken(new Pager(paging(Kind.TOKEN), "a"), answer(1, "a", null), "repeated a page token");
        }

        @Test
        void aWideCircleIsNoticed() {
            List<String> asked = new ArrayList<>();

            assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    asked.add("t" + (i < 500 ? i : 500 + i % 700));
                    pager.answered(answer(1, asked.get(i), null), null);
                }
            });
            assertThat(asked).hasSizeBetween(1200, 4000);
        }

        @Test
        void thePageItHadBeforeUnderAnotherTokenIsAFailure() throws ToolFailure {
            Cut same = answer(3, "a", null);
            pager.answered(same, null);

            assertBroken(pager, with(same, "b"), "answered with before");
        }

        @Test
        void aLongWayEnds() throws ToolFailure {
            for (int i = 0; i < 20_000; i++) {
                pager.answered(answer(1, "t" + i, null), null);
            }
            pager.answered(answer(1, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }
    }

    @Nested
    final class ByNumber {
        @Test
        void pagesAreCountedFromTheFirst() throws ToolFailure {
            Pager pager = new Pager(pages(0), null);

            pager.answered(answer(5, null, null), null);

            assertThat(pager.position()).isEqualTo("1");
        }

        @Test
        void recordsAreCountedForAnOffset() throws ToolFailure {
            Pager pager = new Pager(paging(Kind.OFFSET), "10");

            pager.answered(answer(5, null, null), null);

            assertThat(pager.position()).isEqualTo("15");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void anEmptyPageIsTheEnd() throws ToolFailure {
            Pager pager = new Pager(pages(1), "4");

            pager.answered(answer(0, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aShortPageIsNot() throws ToolFailure {
            Pager pager = new Pager(pages(1), null);

            pager.answered(answer(1, null, null), null);

            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void theTotalIsTheEnd() throws ToolFailure {
            Pager records = new Pager(paging(Kind.OFFSET), "8");
            Pager pages = new Pager(pages(0), "3");

            records.answered(total(answer(2, null, null), 10), null);
            pages.answered(total(answer(2, null, null), 4), null);

            assertThat(records.hasEnded()).isTrue();
            assertThat(pages.hasEnded()).isTrue();
        }

        @Test
        void anEmptyPageWithMoreToComeIsAFailure() {
            assertBroken(new Pager(pages(1), null), answer(0, null, true), "an empty page");
        }

        @Test
        void anEmptyPageBeforeTheTotalIsAFailure() {
            assertBroken(new Pager(paging(Kind.OFFSET), "8"), total(answer(0, null, null), 10), "an empty page");
            assertBroken(new Pager(pages(1), "3"), total(answer(0, null, null), 4), "an empty page");
        }

        @Test
        void theSamePageForEverIsAFailure() throws ToolFailure {
            Pager pager = new Pager(pages(1), null);
            Cut same = answer(5, null, null);
            pager.answered(same, null);

            assertBroken(pager, same, "answered with before");
        }
    }

    @Nested
    final class ByAddress {
        private final Pager pager = new Pager(paging(Kind.LINK), null);

        @Test
        void theAddressIsTheNextPosition() throws ToolFailure {
            pager.answered(answer(1, null, null), "https://example.org/x?page=2");

            assertThat(pager.position()).isEqualTo("https://example.org/x?page=2");
        }

        @Test
        void noAddressIsTheEnd() throws ToolFailure {
            pager.answered(answer(1, "ignored", null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aCircleIsAFailure() throws ToolFailure {
            pager.answered(answer(1, null, null), "/a");
            pager.answered(answer(1, null, null), "/b");

            assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> {
                pager.answered(answer(1, null, null), "/a");
                pager.answered(answer(1, null, null), "/b");
                pager.answered(answer(1, null, null), "/a");
            });
        }
    }

    private static void assertBroken(Pager pager, Cut cut, String message) {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(() -> pager.answered(cut, null))
                .withMessageContaining(message)
                .matches(failure -> failure.category() == FailureCategory.INVALID_DATA);
        assertThat(pager.hasEnded()).isFalse();
    }

    @Nested
    final class InSlices {
        private static final String NOON = "2026-01-02T12:00:00.000+0000";
        private static final String LATER = "2026-01-02T13:00:00.000+0000";

        private final Pager pager = new Pager(sliced(4), null);

        @Test
        void aSliceIsReadByACountOfItsRecords() throws ToolFailure {
            pager.answered(with(answer(2, null, null), NOON), null);

            assertThat(pager.position()).isEqualTo("2");
        }

        @Test
        void theNextSliceBeginsWhereTheLastRecordStands() throws ToolFailure {
            pager.answered(with(answer(2, null, null), NOON), null);
            pager.answered(with(answer(2, null, null), LATER), null);

            assertThat(pager.position()).isEqualTo("2026-01-02T13:00:00Z/0");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void theCountBeginsAnewInEachSlice() throws ToolFailure {
            Pager resumed = new Pager(sliced(4), "2026-01-02T12:00:00Z/0");

            resumed.answered(with(answer(3, null, null), LATER), null);

            assertThat(resumed.position()).isEqualTo("2026-01-02T12:00:00Z/3");
        }

        /** The first page of a slice may hold nothing but what the last of the one before held. */
        @Test
        void aPageMayComeAgainInTheNextSlice() throws ToolFailure {
            Cut page = with(answer(4, null, null), NOON);
            pager.answered(page, null);

            pager.answered(with(page, LATER), null);

            assertThat(pager.position()).isEqualTo("2026-01-02T13:00:00Z/0");
        }

        @Test
        void theTotalOfTheLastSliceIsTheEnd() throws ToolFailure {
            Pager resumed = new Pager(sliced(4), "2026-01-02T12:00:00Z/0");

            resumed.answered(total(answer(4, null, null), 4), null);

            assertThat(resumed.hasEnded()).isTrue();
        }

        @Test
        void moreThanASliceAtOneInstantIsAFailure() throws ToolFailure {
            pager.answered(with(answer(4, null, null), NOON), null);

            assertBroken(pager, with(answer(4, null, null), NOON), "does not show all");
        }

        @Test
        void whereAToolShowsNoMoreTheNextSliceBegins() throws ToolFailure {
            pager.answered(with(answer(2, null, null), NOON), null);

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
    }

    private static Paging sliced(int most) {
        Slices slices = new Slices("/created", most);
        return new Paging(Kind.OFFSET, "at", null, null, 100, null, null, null, 1, slices);
    }

    private static Paging paging(Kind kind) {
        return new Paging(kind, "at", "/next", null, 100, null);
    }

    private static Paging pages(int first) {
        return new Paging(Kind.PAGE, "page", null, null, 100, null, null, null, first);
    }

    /** A page of records that no page before had. */
    private Cut answer(int records, @Nullable String next, @Nullable Boolean more) {
        List<Row> rows = IntStream.range(0, records)
                .mapToObj(i -> new Row("r" + filled++, null, filled, filled, Long.MIN_VALUE, 0, 0, 0, 0))
                .toList();
        Slab slab = new Slab("s", null, new byte[0], new byte[0], rows);
        return new Cut(records, List.of(slab), next, -1, more, List.of(), List.of(), List.of(), new byte[0]);
    }

    private static Cut with(Cut cut, String next) {
        return new Cut(
                cut.records(),
                cut.slabs(),
                next,
                -1,
                cut.more(),
                cut.childTotals(),
                cut.unstorable(),
                cut.unmapped(),
                cut.columns());
    }

    private static Cut total(Cut cut, long total) {
        return new Cut(
                cut.records(),
                cut.slabs(),
                null,
                total,
                null,
                cut.childTotals(),
                cut.unstorable(),
                cut.unmapped(),
                cut.columns());
    }
}
