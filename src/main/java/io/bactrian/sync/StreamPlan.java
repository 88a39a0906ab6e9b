package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.sync.cursor.Lag;
import io.bactrian.sync.cursor.Mark;
import io.bactrian.tool.StreamDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run is going to read of one stream. */
public final class StreamPlan {
    private final Run run;
    private final StreamDeclaration stream;
    private final Map<Class<?>, Keeper> keepers = new HashMap<>();
    private List<Walk> walks = List.of();
    private boolean needsBounds;
    private boolean wasWhole;
    private Mark mark = Mark.NONE;
    private Lag lag = Lag.NONE;
    private boolean isIncremental;

    StreamPlan(Run run, StreamDeclaration stream) {
        this.run = run;
        this.stream = stream;
    }

    public Run run() {
        return run;
    }

    public StreamDeclaration stream() {
        return stream;
    }

    /** Name of the tool, for the routes' expressions. */
    public String getTool() {
        return run.getTool();
    }

    /** Whether the oldest record has to be asked for before the stream can be cut into windows; for the routes' expressions. */
    public boolean isNeedsBounds() {
        return needsBounds;
    }

    void needBounds() {
        needsBounds = true;
    }

    /** The parts to walk side by side. */
    public List<Walk> walks() {
        return walks;
    }

    /** @param whole whether the walks together read every record of the stream */
    void walk(List<Walk> parts, boolean whole) {
        walks = List.copyOf(parts);
        wasWhole = whole;
    }

    /**
     * What is known before anything is read.
     *
     * @param wantsChanges whether what changed is enough, should it be known what was read before
     */
    void known(Mark mark, Lag lag, boolean wantsChanges) {
        this.mark = mark;
        this.lag = lag;
        isIncremental = wantsChanges && mark.watermark() != null;
    }

    /** How far the stream has been read. */
    Mark mark() {
        return mark;
    }

    Lag lag() {
        return lag;
    }

    /** Whether only what changed is asked for. */
    boolean isIncremental() {
        return isIncremental;
    }

    /** Keeps what a later step of the same stream asks for by its type. */
    public void remember(Keeper keeper) {
        keepers.put(keeper.getClass(), keeper);
    }

    /** What an earlier step kept; null when it did not come to that. */
    public <T extends Keeper> @Nullable T recall(Class<T> type) {
        return type.cast(keepers.get(type));
    }

    /** Whether every record of the stream was read, as opposed to what changed; before an interruption perhaps. */
    public boolean wasWhole() {
        return wasWhole || run.mode() == RunMode.FULL;
    }

    @Override
    public String toString() {
        return stream.name();
    }
}
