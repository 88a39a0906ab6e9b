package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Paging.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of a list by offset, without a total, out of which the tool takes what it keeps to itself. */
class HiddenRecordsTest {
    private static final int LIMIT = 10;

    private final Pager pager = new Pager(new Paging(Kind.OFFSET, "at", null, "size", LIMIT, null), null);

    @Test
    void whatIsBehindHiddenRecordsMayBeShownAgain() throws ToolFailure {
        pager.answered(page(4, -1), null);

        pager.answered(page(4, -1), null);

        assertThat(pager.hasEnded()).isFalse();
        assertThat(pager.position()).isEqualTo("8");
    }

    @Test
    void whatCannotLieInTheRangeThatWasAskedForIsACircle() throws ToolFailure {
        pager.answered(page(4, -1), null);
        pager.answered(page(4, -1), null);
        pager.answered(page(4, -1), null);

        assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> pager.answered(page(4, -1), null));
    }

    @Test
    void aWholePageThatComesAgainIsACircle() throws ToolFailure {
        pager.answered(page(LIMIT, -1), null);

        assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> pager.answered(page(LIMIT, -1), null));
    }

    @Test
    void aToolThatTellsHowManyThereAreHidesNone() throws ToolFailure {
        pager.answered(page(4, 20), null);

        assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> pager.answered(page(4, 20), null));
    }

    /** The same records each time. */
    private static Cut page(int records, long total) {
        List<Row> rows = IntStream.range(0, records)
                .mapToObj(number -> new Row("r" + number, null, number, number, Long.MIN_VALUE, 0, 0, 0, 0))
                .toList();
        Slab slab = new Slab("s", null, new byte[0], new byte[0], rows);
        return new Cut(records, List.of(slab), null, total, null, List.of(), List.of(), List.of(), new byte[0]);
    }
}
