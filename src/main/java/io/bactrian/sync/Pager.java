package io.bactrian.sync;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.Paging;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the way from page to page; a page that leads nowhere is a failure, never an end. */
final class Pager {
    private static final int REMEMBERED = 10_000;

    private final Paging paging;
    private final Set<Integer> seen = new HashSet<>();
    private @Nullable String position;
    private boolean ended;

    Pager(Paging paging, @Nullable String position) {
        this.paging = paging;
        this.position = position;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Where the next page begins; null for the first. */
    @Nullable
    String position() {
        return position;
    }

    void answered(Cut cut) throws ToolFailure {
        switch (paging.kind()) {
            case NONE -> ended = true;
            case TOKEN -> follow(cut);
            case OFFSET -> step(cut);
        }
    }

    private void follow(Cut cut) throws ToolFailure {
        String next = cut.next();
        if (next == null || next.isEmpty()) {
            ended = true;
            return;
        }
        if (cut.records() == 0) {
            throw broken("an empty page says that more is to come");
        }
        // Hashes do: a false alarm needs two of 10,000 tokens to collide in 32 bits and only ends this attempt.
        if (next.equals(position) || !seen.add(next.hashCode())) {
            throw broken("the tool repeated a page token");
        }
        if (seen.size() > REMEMBERED) {
            seen.clear();
        }
        position = next;
    }

    private void step(Cut cut) {
        long offset = (position == null ? 0 : Long.parseLong(position)) + cut.records();
        ended = cut.records() == 0 || (cut.total() >= 0 && offset >= cut.total());
        position = Long.toString(offset);
    }

    private static ToolFailure broken(String message) {
        return ToolFailure.of(FailureCategory.INVALID_DATA, message);
    }
}
