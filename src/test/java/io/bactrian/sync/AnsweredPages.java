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
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages that a tool answers with, and what is said of a pager that they lead nowhere. */
final class AnsweredPages {
    private int filled;

    /** A page of records that no page before had. */
    Cut answer(int records, @Nullable String next, @Nullable Boolean more) {
        List<Row> rows = IntStream.range(0, records)
                .mapToObj(i -> new Row("r" + filled++, null, filled, filled, Long.MIN_VALUE, 0, 0, 0, 0))
                .toList();
        Slab slab = new Slab("s", null, new byte[0], new byte[0], rows);
        return new Cut(records, List.of(slab), next, -1, more, List.of(), List.of(), List.of(), new byte[0]);
    }

    static Cut with(Cut cut, String next) {
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

    static Cut total(Cut cut, long total) {
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

    static Paging paging(Kind kind) {
        return new Paging(kind, "at", "/next", null, 100, null);
    }

    static void assertBroken(Pager pager, Cut cut, String message) {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(() -> pager.answered(cut, null))
                .withMessageContaining(message)
                .matches(failure -> failure.category() == FailureCategory.INVALID_DATA);
        assertThat(pager.hasEnded()).isFalse();
    }
}
