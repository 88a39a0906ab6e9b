package io.bactrian.validation;

import io.bactrian.run.Run;
import io.bactrian.run.RunMode;
import io.bactrian.sync.StreamPlan;
import io.bactrian.tool.StreamDeclaration;
import org.jspecify.annotations.Nullable;

/** The validation of one stream under way: how it is to be looked at, and who looked. */
public final class StreamValidation {
    private final Run run;
    private final StreamDeclaration stream;
    private final boolean due;

    @Nullable
    Listing listing;

    @Nullable
    FirstLook reading;

    @Nullable
    FirstLook sample;

    @Nullable
    SecondLook again;

    @Nullable
    ChildLook children;

    StreamValidation(StreamPlan plan, boolean due) {
        this.run = plan.run();
        this.stream = plan.stream();
        this.due = due;
    }

    Run run() {
        return run;
    }

    StreamDeclaration stream() {
        return stream;
    }

    String name() {
        return stream.name();
    }

    /** Whether the stream is still to be looked at; for the routes' expressions. */
    public boolean isDue() {
        return due;
    }

    /** Whether records of the stream are picked and compared; for the routes' expressions. */
    public boolean isSampled() {
        return run.mode() == RunMode.SAMPLE && stream.byIds() != null && !isRead();
    }

    /** Whether the whole list is read and compared, because that was asked for or because there is no cheaper way to look. */
    boolean isRead() {
        return run.mode() == RunMode.FULL
                || stream.census() == null
                || (run.mode() == RunMode.SAMPLE && stream.byIds() == null);
    }

    boolean isListed() {
        return (listing != null && listing.isComplete()) || (reading != null && reading.isComplete());
    }

    /** Whether all that has to be looked at was: only then may anything be concluded. */
    boolean isComplete() {
        return isListed() && again != null && again.isComplete() && (sample == null || sample.isComplete());
    }

    /** Whether the records that were to be looked at, if not the stream, all were. */
    boolean isLookedAt() {
        return sample != null && sample.isComplete() && again != null && again.isComplete();
    }

    /** Records that cannot be stored, as whoever saw all of them counted them. */
    long unstorable() {
        if (reading != null) {
            return reading.unstorable();
        }
        return again == null ? 0 : again.unstorable();
    }

    long looked() {
        return (reading == null ? 0 : reading.looked()) + (sample == null ? 0 : sample.looked());
    }

    @Override
    public String toString() {
        return "validation of " + stream.name();
    }
}
