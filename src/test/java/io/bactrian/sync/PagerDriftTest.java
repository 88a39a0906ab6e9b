package io.bactrian.sync;

import static io.bactrian.sync.AnsweredPages.paging;
import static io.bactrian.sync.AnsweredPages.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Paging.Kind;
import org.junit.jupiter.api.Test;

/** A list that is counted through begins again, once, when its total falls. */
final class PagerDriftTest {
    private static final Paging NUMBERED = new Paging(Kind.PAGE, "page", null, null, 100, null, null, null, 1);

    private final AnsweredPages tool = new AnsweredPages();

    @Test
    void aTotalThatFallsBeginsAgain() throws ToolFailure {
        Pager pager = new Pager(paging(Kind.OFFSET), null).watching();
        answer(pager, 4, 9);

        answer(pager, 4, 8);

        assertThat(pager.hasEnded()).isFalse();
        assertThat(Paging.count(String.valueOf(pager.position()))).isZero();
    }

    @Test
    void pagesAreCountedFromTheFirstAgain() throws ToolFailure {
        Pager pager = new Pager(NUMBERED, null).watching();
        answer(pager, 4, 2);

        answer(pager, 0, 1);

        assertThat(pager.hasEnded()).isFalse();
        assertThat(Paging.count(String.valueOf(pager.position()))).isEqualTo(1);
    }

    @Test
    void oneThatFallsOnceMoreDoesNot() throws ToolFailure {
        Pager pager = new Pager(paging(Kind.OFFSET), null).watching();
        answer(pager, 4, 9);
        answer(pager, 4, 8);

        answer(pager, 4, 7);
        answer(pager, 2, 6);

        assertThat(pager.hasEnded()).isTrue();
    }

    @Test
    void whoeverGoesOnKnowsTheTotal() throws ToolFailure {
        Pager before = new Pager(paging(Kind.OFFSET), null).watching();
        answer(before, 4, 9);
        Pager pager = new Pager(paging(Kind.OFFSET), before.position()).watching();

        answer(pager, 4, 8);

        assertThat(Paging.count(String.valueOf(pager.position()))).isZero();
    }

    @Test
    void aTotalThatRisesMeansNothing() throws ToolFailure {
        Pager pager = new Pager(paging(Kind.OFFSET), null).watching();
        answer(pager, 4, 8);

        answer(pager, 5, 9);

        assertThat(pager.hasEnded()).isTrue();
    }

    @Test
    void anAddressIsNoCount() throws ToolFailure {
        Pager pager = new Pager(paging(Kind.LINK), "https://example.org/x?page=2").watching();

        pager.answered(tool.answer(1, null, null), "https://example.org/x?page=3");

        assertThat(pager.position()).isEqualTo("https://example.org/x?page=3");
    }

    private void answer(Pager pager, int records, long total) throws ToolFailure {
        pager.answered(total(tool.answer(records, null, null), total), null);
    }
}
