package io.bactrian.sync;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.Row;
import io.bactrian.store.Unstorable;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Instants;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Slices;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the way from page to page; a page that leads nowhere is a failure, never an end. */
final class Pager {
    private final Paging paging;
    private final Repetition positions = new Repetition();
    private Repetition contents = new Repetition();
    private @Nullable String position;
    private long newAt;

    /** Where the last record of the slice that is read stands. */
    private @Nullable String bound;

    private @Nullable Drift drift;
    private boolean hasBegunAgain;
    private boolean ended;

    /** @param position of the first page; null, and one that leads to none, for the beginning */
    Pager(Paging paging, @Nullable String position) {
        this.paging = paging;
        if (position != null && paging.leadsTo(position)) {
            this.position = position;
            positions.noticedAt(position);
        }
    }

    /** Reads a list once more that records are taken out of while it is read. */
    Pager watching() {
        boolean isCounted = paging.kind() == Paging.Kind.OFFSET || paging.kind() == Paging.Kind.PAGE;
        drift = isCounted && paging.slices() == null ? Drift.at(position) : null;
        return this;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Where the next page begins; null for the first. */
    @Nullable
    String position() {
        return position;
    }

    /** @param address where the next page is as the answer says, for paging by address; else null */
    void answered(Cut cut, @Nullable String address) throws ToolFailure {
        if (paging.byId() && isOnlyTheBound(cut)) {
            ended = true;
            return;
        }
        // First, so that the position stays behind the last good page.
        if (!cut.rows().isEmpty()) {
            requireNews(cut);
        }
        switch (paging.kind()) {
            case NONE -> ended = true;
            case TOKEN, LAST, LEAST -> follow(cut, cut.next());
            case LINK, NEXT_URL -> follow(cut, address);
            case OFFSET -> {
                step(cut, offset(), cut.records());
                slice(cut);
            }
            case PAGE -> step(cut, position == null ? paging.first() : Paging.count(position), 1);
        }
    }

    /** Goes on in the next slice once enough is read of this one. */
    private void slice(Cut cut) throws ToolFailure {
        Slices slices = paging.slices();
        if (slices != null) {
            bound = cut.next() == null ? bound : cut.next();
            if (!ended && position != null && Paging.count(position) >= slices.most()) {
                nextSlice();
            }
        }
    }

    /**
     * Goes on in a list that begins where the last record stands that was read; that one is read again, and with it what stands at
     * the same instant, as precisely as the tool is asked for instants.
     */
    void nextSlice() throws ToolFailure {
        if (paging.slices() == null) {
            throw broken("the tool shows no more of a list, which is not read in slices");
        }
        String next = bound == null ? again() : Paging.slice(instant(bound));
        if (positions.noticedAt(next)) {
            throw broken("the tool does not show all that stands where a slice of the list begins: " + next);
        }
        position = next;
        bound = null;
        contents = new Repetition();
    }

    /** Nothing was read of the slice since the walk was taken up: it is read again. */
    private String again() throws ToolFailure {
        if (position == null || Paging.count(position) == 0) {
            throw broken("the tool does not show even the beginning of a list");
        }
        return Paging.within(position, 0);
    }

    private static Instant instant(String text) throws ToolFailure {
        try {
            return Instants.read(text);
        } catch (DateTimeException e) {
            throw broken("the list is to be in the order of instants, which \"" + text + "\" is not");
        }
    }

    private void requireNews(Cut cut) throws ToolFailure {
        boolean known = contents.noticedAt(content(cut));
        if (known && !isOfOneRange(cut)) {
            throw broken("the tool answered with a page that it had answered with before");
        }
        if (!known && paging.kind() == Paging.Kind.OFFSET) {
            newAt = offset();
        }
    }

    /** A tool that keeps records to itself shows the same ones wherever it is asked to begin among those. */
    private boolean isOfOneRange(Cut cut) {
        return paging.kind() == Paging.Kind.OFFSET
                && cut.total() < 0
                && cut.more() == null
                && offset() - newAt < paging.limit();
    }

    private long offset() {
        return position == null ? 0 : Paging.count(position);
    }

    /** There is no page of this. */
    void end() {
        ended = true;
    }

    /** A tool may count the bound in or not; no record beside it is the end. */
    private boolean isOnlyTheBound(Cut cut) {
        return cut.records() == 0
                || (cut.records() == 1 && cut.next() != null && cut.next().equals(position));
    }

    private void follow(Cut cut, @Nullable String next) throws ToolFailure {
        if (next == null || next.isEmpty()) {
            if (Boolean.TRUE.equals(cut.more())) {
                throw broken("the tool says that more is to come, but not where");
            }
            ended = true;
            return;
        }
        if (Boolean.FALSE.equals(cut.more())) {
            ended = true;
            return;
        }
        requireRecords(cut);
        if (positions.noticedAt(next)) {
            throw broken("the tool repeated a page token");
        }
        position = next;
    }

    private void step(Cut cut, long from, long by) throws ToolFailure {
        long before = paging.kind() == Paging.Kind.PAGE ? from - paging.first() : from;
        if (Boolean.TRUE.equals(cut.more()) || cut.total() > before) {
            requireRecords(cut);
        }
        long next = from + by;
        long read = before + by;
        ended = cut.records() == 0 || Boolean.FALSE.equals(cut.more()) || (cut.total() >= 0 && read >= cut.total());
        position = paging.counted(position, next);
        hasBegunAgain = false;
        if (drift != null && cut.total() >= 0) {
            watch(drift, cut.total(), next);
        }
    }

    private void watch(Drift known, long total, long next) {
        hasBegunAgain = known.isToBeginAgain(total);
        if (hasBegunAgain) {
            ended = false;
            contents = new Repetition();
        }
        long beginning = paging.kind() == Paging.Kind.PAGE ? paging.first() : 0;
        position = known.within(paging.counted(null, hasBegunAgain ? beginning : next));
    }

    /** Notes on the page that was answered what it is to its list. */
    void tell(Page page) {
        if (ended) {
            page.wasLast();
        }
        if (drift != null) {
            page.wasRead(hasBegunAgain, drift.hasMoved());
        }
    }

    private static void requireRecords(Cut cut) throws ToolFailure {
        if (cut.records() == 0) {
            throw broken("an empty page says that more is to come");
        }
    }

    /** What a page holds, as a number: a false alarm needs two pages to collide in 64 bits and only ends this attempt. */
    private static Long content(Cut cut) {
        long content = cut.records();
        for (Row row : cut.rows()) {
            content = 31 * content + (row.id().hashCode() ^ row.hashHigh() ^ row.hashLow());
        }
        for (Unstorable bad : cut.unstorable()) {
            content = 31 * content + bad.id().hashCode();
        }
        return content;
    }

    private static ToolFailure broken(String message) {
        return ToolFailure.of(FailureCategory.INVALID_DATA, message);
    }
}
