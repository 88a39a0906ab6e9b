package io.bactrian.sync;

import io.bactrian.failure.Act;
import io.bactrian.failure.Classification;
import io.bactrian.failure.Divisible;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.run.Run;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.tool.Paging;
import io.bactrian.tool.RequestTemplate;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk over one part of a stream: hands out a page at a time, each only after the one before was kept, and ends at a page
 * boundary when the run has to yield.
 */
public final class Walk implements Iterator<Page>, Divisible {
    /** The part that is the listing of a stream's ids. */
    static final String CENSUS = "census";

    private static final Set<FailureCategory> OF_ONE_BATCH =
            Set.of(FailureCategory.NOT_FOUND, FailureCategory.PERMISSION, FailureCategory.INVALID_DATA);

    private final Run run;
    private final String stream;
    private final String part;
    private final RequestTemplate request;
    private final Paging paging;
    private final Cutter cutter;
    private final Buffers buffers;
    private final Iterator<Batch> batches;
    private final Keeper keeper;
    private @Nullable Batch batch;
    private @Nullable Pager pager;
    private @Nullable Page open;
    private Positions.@Nullable Part left;
    private @Nullable Throwable failure;
    private Skips skips = Skips.NONE;
    private @Nullable Instant startedAt;
    private Accepted accepted = Accepted.NOTHING;
    private int pages;
    private boolean restart;
    private boolean isWatched;

    /**
     * @param part which part of the stream, for messages
     */
    public Walk(
            Run run,
            String stream,
            String part,
            RequestTemplate request,
            Paging paging,
            Cutter cutter,
            Buffers buffers,
            Iterator<Batch> batches,
            Keeper keeper) {
        this.run = run;
        this.stream = stream;
        this.part = part;
        this.request = request;
        this.paging = paging;
        this.cutter = cutter;
        this.buffers = buffers;
        this.batches = batches;
        this.keeper = keeper;
    }

    /** Begins where an earlier reading was left off, if its first batch is the one in which that was. */
    Walk resuming(Positions.Part left) {
        this.left = left;
        return this;
    }

    @Override
    public boolean hasNext() {
        return failure == null && !run.mustYield() && (isWithinBatch() || batches.hasNext());
    }

    @Override
    public Page next() {
        if (open != null) {
            throw new IllegalStateException(open + " was never kept");
        }
        if (!hasNext()) {
            throw new NoSuchElementException(this + " is over");
        }
        if (!isWithinBatch()) {
            batch = batches.next();
            pager = new Pager(paging, left == null ? null : left.positionIn(batch()));
            if (isWatched) {
                pager.watching();
            }
            left = null;
        }
        open = new Page(this, batch(), pages++, pager().position());
        return open;
    }

    /** Cuts an answer to the page and finds the way to the next one. */
    void answered(Page page, Answer answer) throws ToolFailure {
        page.answered(answer);
        if (startedAt == null) {
            startedAt = page.askedAt();
        }
        try {
            if (accepted.holds(answer)) {
                page.wasLost(accepted.token(answer));
                pager().end();
            } else if (answer.meant() == Act.NEXT_SLICE) {
                page.wasEmpty();
                pager().nextSlice();
            } else if (answer.isRefusal()) {
                page.wasEmpty();
                pager().end();
            } else {
                cut(page, answer);
            }
            pager().tell(page);
        } catch (ToolFailure e) {
            throw e;
        } catch (IOException e) {
            throw ToolFailure.of(FailureCategory.INVALID_DATA, this + ": " + e.getMessage(), 0, null, null);
        }
    }

    private void cut(Page page, Answer answer) throws IOException {
        Answer redacted = cutter.redact(answer);
        page.answered(redacted);
        Cut cut = cutter.cut(redacted.bytes(), redacted.length(), page.batch().parent());
        page.wasCut(cut);
        pager().answered(cut, page.nextAddress(answer));
    }

    void keep(Page page) throws ToolFailure {
        run.answered(page.askedAt());
        keeper.keep(page);
        run.progressed();
        open = null;
    }

    /** Lets the walk go on behind some of the batches whose answer concerns nothing but themselves. */
    public Walk skipping(Skips some) {
        skips = some;
        return this;
    }

    /** Reads lists again that records are taken out of while they are read. */
    Walk watching(boolean wanted) {
        isWatched = wanted;
        return this;
    }

    /** Takes some refusals for answers. */
    Walk accepting(Accepted some) {
        accepted = some;
        return this;
    }

    Accepted accepted() {
        return accepted;
    }

    /** Ends the walk, or the batch that failed; the position stays where the last stored page left it. */
    void fail(Throwable failure) {
        ToolFailure told = Classification.of(failure);
        // Whatever is read again from its beginning, the batch with it, leaves no gap behind.
        if (restart || batch == null || !OF_ONE_BATCH.contains(told.category()) || !skips.isSkipped(batch, told)) {
            this.failure = failure;
            return;
        }
        if (open != null) {
            open.release();
            open = null;
        }
        pager = null;
    }

    /** Has the walk begin again at the begin of its part, when it is next taken up. */
    void restart() {
        restart = true;
    }

    boolean mustRestart() {
        return restart;
    }

    @Override
    public boolean isDivisible() {
        return paging.size() != null && paging.limit() > 1;
    }

    /** Under which name smaller pages are kept for it: a census has larger ones than the list. */
    String limitedAs() {
        return part.equals(CENSUS) ? stream + "/" + CENSUS : stream;
    }

    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether every page of the walk has been read. */
    public boolean isComplete() {
        return failure == null && !isWithinBatch() && !batches.hasNext();
    }

    /** Stores what is still held and gives everything back. */
    public void finish() throws ToolFailure {
        try {
            keeper.finish(isComplete());
        } finally {
            if (open != null) {
                open.release();
                open = null;
            }
            keeper.abandon();
        }
    }

    public Run run() {
        return run;
    }

    public String stream() {
        return stream;
    }

    String part() {
        return part;
    }

    RequestTemplate request() {
        return request;
    }

    Paging paging() {
        return paging;
    }

    Buffers buffers() {
        return buffers;
    }

    /** Position behind the last page that was cut; null when the next page is a first one. */
    public @Nullable String position() {
        return pager == null || pager.hasEnded() ? null : pager.position();
    }

    /** Whether the tool answered nothing, though the walk only asked it to go on where an earlier one had stopped. */
    boolean isStuck() {
        return startedAt == null && position() != null;
    }

    /** When the walk began by the tool's clock, never later than that; null before the first answer. */
    public @Nullable Instant startedAt() {
        return startedAt;
    }

    private boolean isWithinBatch() {
        return pager != null && !pager.hasEnded();
    }

    private Batch batch() {
        if (batch == null) {
            throw new IllegalStateException(this + " has not begun");
        }
        return batch;
    }

    private Pager pager() {
        if (pager == null) {
            throw new IllegalStateException(this + " has not begun");
        }
        return pager;
    }

    @Override
    public String toString() {
        return stream + " " + part;
    }
}
