package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Destination;
import io.bactrian.sync.cursor.Bounds;
import io.bactrian.sync.cursor.Seen;
import io.bactrian.sync.cut.Cut;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.Paging;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One page of a walk: what one request brings, from asking to storing. */
public final class Page {
    private final Walk walk;
    private final Batch batch;
    private final int number;
    private final @Nullable String position;
    private String address = "";
    private @Nullable Answer answer;
    private @Nullable Cut cut;
    private boolean isLast;
    private boolean isLost;
    private boolean isInVain;
    private boolean isOfMoving;

    Page(Walk walk, Batch batch, int number, @Nullable String position) {
        this.walk = walk;
        this.batch = batch;
        this.number = number;
        this.position = position;
    }

    /** For the routes' expressions. */
    public Walk getWalk() {
        return walk;
    }

    /** Name of the tool, for the routes' expressions. */
    public String getTool() {
        return walk.run().getTool();
    }

    public Batch batch() {
        return batch;
    }

    @Nullable
    String position() {
        return position;
    }

    /** What its request holds: that of a later slice begins where the one before ended. */
    Map<String, String> values() {
        Instant from = walk.paging().slices() == null ? null : Paging.sliceOf(position);
        if (from == null) {
            return batch.values();
        }
        Destination destination = walk.run().destination();
        CursorDeclaration cursor =
                destination.tool().find(walk.stream()).orElseThrow().cursor();
        return Bounds.sliced(cursor, batch.values(), from, destination.values());
    }

    void askedAt(String address) {
        this.address = address;
    }

    /** What the page was asked for; empty before. */
    String address() {
        return address;
    }

    /** The method and address that it was asked for by. */
    public String request() {
        return walk.request().method() + " " + address;
    }

    void answered(Answer answer) {
        this.answer = answer;
    }

    void wasCut(Cut cut) {
        this.cut = cut;
    }

    void wasLast() {
        isLast = true;
    }

    /** Whether it was the last page of its batch. */
    boolean isLast() {
        return isLast;
    }

    void wasRead(boolean inVain, boolean ofMoving) {
        isInVain = inVain;
        isOfMoving = ofMoving;
    }

    /** Whether its list is read again from the beginning, as records were taken out of it. */
    boolean isInVain() {
        return isInVain;
    }

    /** Whether it is the last one of a list that records were taken out of again while it was read again. */
    boolean isLastOfMoving() {
        return isLast && isOfMoving;
    }

    /** There is no page of that: the tool does not know the token, or the record. */
    void wasLost(@Nullable String token) {
        isLost = true;
        cut = Cut.nothing(token);
    }

    /** There is no such list. */
    void wasEmpty() {
        cut = Cut.nothing(null);
    }

    boolean isLost() {
        return isLost;
    }

    /** What it means to the cursor. */
    Seen seen() {
        return new Seen(batch.parent(), batch.mark(), askedAt(), isLast, isLost, cut().next(), cut().rows());
    }

    /** When it was asked for by the tool's clock, never later than that. */
    Instant askedAt() {
        // A date of HTTP has no fraction.
        return answer().date().minus(answer().took()).minusSeconds(1);
    }

    /** Where the next page is, as the answer says; null when it says nothing or pages are not found by address. */
    @Nullable
    String nextAddress(Answer answer) throws ToolFailure {
        Paging paging = walk.paging();
        String link = paging.kind() == Paging.Kind.LINK ? answer.nextLink().orElse(null) : cut().next();
        return paging.byAddress() && link != null && !link.isEmpty()
                ? walk.run().destination().follow(link, address)
                : null;
    }

    public Answer answer() {
        if (answer == null) {
            throw new IllegalStateException(this + " has not been answered");
        }
        return answer;
    }

    public Cut cut() {
        if (cut == null) {
            throw new IllegalStateException(this + " has not been cut");
        }
        return cut;
    }

    /** Leaves out all records but some, and what is embedded in those. */
    public void narrow(Set<String> ids) {
        cut = cut().only(walk.stream(), ids);
    }

    /** Leaves out what is embedded in some records. */
    void leaveOutPartsOf(Set<String> ids) {
        cut = cut().withoutPartsOf(walk.stream(), ids);
    }

    /** Gives the buffers back; the page's records are gone then. */
    public void release() {
        if (answer != null) {
            walk.buffers().giveBack(answer.bytes());
            answer = null;
        }
        if (cut != null) {
            if (cut.columns().length > 0) {
                walk.buffers().giveBack(cut.columns());
            }
            cut = null;
        }
    }

    @Override
    public String toString() {
        return walk + " page " + number;
    }
}
