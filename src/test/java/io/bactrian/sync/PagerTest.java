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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From page to page: an end is an end, and everything else that does not lead on is a failure. */
final class PagerTest {
    private final AnsweredPages tool = new AnsweredPages();

    @Nested
    final class ByTheLastId {
        private final Pager pager = new Pager(paging(Kind.LAST), null);

        @Test
        void theLastIdIsTheNextPosition() throws ToolFailure {
            pager.answered(tool.answer(2, "r1", null), null);

            assertThat(pager.position()).isEqualTo("r1");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void anEmptyPageIsTheEnd() throws ToolFailure {
            pager.answered(tool.answer(0, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        /** Whether a tool counts the bound in is not always known. */
        @Test
        void aPageOfNothingButTheBoundIsTheEnd() throws ToolFailure {
            Cut only = tool.answer(1, "r0", null);
            pager.answered(only, null);

            pager.answered(only, null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aFullPageThatLeadsNowhereIsAFailure() throws ToolFailure {
            pager.answered(tool.answer(2, "r1", null), null);

            assertBroken(pager, tool.answer(2, "r1", null), "repeated");
        }
    }

    @Nested
    final class ByToken {
        private final Pager pager = new Pager(paging(Kind.TOKEN), null);

        @Test
        void theAnswersTokenIsTheNextPosition() throws ToolFailure {
            pager.answered(tool.answer(2, "a", null), null);

            assertThat(pager.position()).isEqualTo("a");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void noTokenIsTheEnd() throws ToolFailure {
            pager.answered(tool.answer(2, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void theFlagEndsThoughThereIsAToken() throws ToolFailure {
            pager.answered(tool.answer(2, "a", false), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void moreWithoutATokenIsAFailure() {
            assertBroken(pager, tool.answer(2, null, true), "but not where");
        }

        @Test
        void anEmptyPageWithMoreToComeIsAFailure() {
            assertBroken(pager, tool.answer(0, "a", null), "an empty page");
        }

        @Test
        void aRepeatedTokenIsAFailure() throws ToolFailure {
            pager.answered(tool.answer(1, "a", null), null);

            assertBroken(pager, tool.answer(1, "a", null), "repeated a page token");
        }

        @Test
        void theTokenItWentOnFromIsKnown() {
            assertBroken(new Pager(paging(Kind.TOKEN), "a"), tool.answer(1, "a", null), "repeated a page token");
        }

        @Test
        void aWideCircleIsNoticed() {
            List<String> asked = new ArrayList<>();

            assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    asked.add("t" + (i < 500 ? i : 500 + i % 700));
                    pager.answered(tool.answer(1, asked.get(i), null), null);
                }
            });
            assertThat(asked).hasSizeBetween(1200, 4000);
        }

        @Test
        void thePageItHadBeforeUnderAnotherTokenIsAFailure() throws ToolFailure {
            Cut same = tool.answer(3, "a", null);
            pager.answered(same, null);

            assertBroken(pager, with(same, "b"), "answered with before");
        }

        @Test
        void aLongWayEnds() throws ToolFailure {
            for (int i = 0; i < 20_000; i++) {
                pager.answered(tool.answer(1, "t" + i, null), null);
            }
            pager.answered(tool.answer(1, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }
    }

    @Nested
    final class ByNumber {
        @Test
        void pagesAreCountedFromTheFirst() throws ToolFailure {
            Pager pager = new Pager(pages(0), null);

            pager.answered(tool.answer(5, null, null), null);

            assertThat(pager.position()).isEqualTo("1");
        }

        @Test
        void aPageIsKnownAmongThoseOfItsSizeOnly() throws ToolFailure {
            Paging paging = new Paging(Kind.PAGE, "page", null, "size", 50, null);
            Pager pager = new Pager(paging, null);
            pager.answered(tool.answer(50, null, null), null);
            String second = pager.position();

            assertThat(new Pager(paging, second).position()).isEqualTo(second);
            assertThat(new Pager(paging.of(25), second).position()).isNull();
            assertThat(new Pager(paging, "2").position()).isNull();
        }

        @Test
        void recordsAreCountedForAnOffset() throws ToolFailure {
            Pager pager = new Pager(paging(Kind.OFFSET), "10");

            pager.answered(tool.answer(5, null, null), null);

            assertThat(pager.position()).isEqualTo("15");
            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void anEmptyPageIsTheEnd() throws ToolFailure {
            Pager pager = new Pager(pages(1), "4");

            pager.answered(tool.answer(0, null, null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aShortPageIsNot() throws ToolFailure {
            Pager pager = new Pager(pages(1), null);

            pager.answered(tool.answer(1, null, null), null);

            assertThat(pager.hasEnded()).isFalse();
        }

        @Test
        void theTotalIsTheEnd() throws ToolFailure {
            Pager records = new Pager(paging(Kind.OFFSET), "8");
            Pager pages = new Pager(pages(0), "3");

            records.answered(total(tool.answer(2, null, null), 10), null);
            pages.answered(total(tool.answer(2, null, null), 4), null);

            assertThat(records.hasEnded()).isTrue();
            assertThat(pages.hasEnded()).isTrue();
        }

        @Test
        void anEmptyPageWithMoreToComeIsAFailure() {
            assertBroken(new Pager(pages(1), null), tool.answer(0, null, true), "an empty page");
        }

        @Test
        void anEmptyPageBeforeTheTotalIsAFailure() {
            assertBroken(new Pager(paging(Kind.OFFSET), "8"), total(tool.answer(0, null, null), 10), "an empty page");
            assertBroken(new Pager(pages(1), "3"), total(tool.answer(0, null, null), 4), "an empty page");
        }

        @Test
        void theSamePageForEverIsAFailure() throws ToolFailure {
            Pager pager = new Pager(pages(1), null);
            Cut same = tool.answer(5, null, null);
            pager.answered(same, null);

            assertBroken(pager, same, "answered with before");
        }
    }

    @Nested
    final class ByAddress {
        private final Pager pager = new Pager(paging(Kind.LINK), null);

        @Test
        void theAddressIsTheNextPosition() throws ToolFailure {
            pager.answered(tool.answer(1, null, null), "https://example.org/x?page=2");

            assertThat(pager.position()).isEqualTo("https://example.org/x?page=2");
        }

        @Test
        void noAddressIsTheEnd() throws ToolFailure {
            pager.answered(tool.answer(1, "ignored", null), null);

            assertThat(pager.hasEnded()).isTrue();
        }

        @Test
        void aCircleIsAFailure() throws ToolFailure {
            pager.answered(tool.answer(1, null, null), "/a");
            pager.answered(tool.answer(1, null, null), "/b");

            assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> {
                pager.answered(tool.answer(1, null, null), "/a");
                pager.answered(tool.answer(1, null, null), "/b");
                pager.answered(tool.answer(1, null, null), "/a");
            });
        }
    }

    private static Paging pages(int first) {
        return new Paging(Kind.PAGE, "page", null, null, 100, null, null, null, first);
    }
}
