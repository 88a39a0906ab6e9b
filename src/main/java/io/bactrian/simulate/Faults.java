package io.bactrian.simulate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults still to be played, in the order in which they were added; at most one is played on a request. */
public final class Faults {

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    public void add(Fault fault) {
        planned.add(new Planned(fault));
    }

    public void clear() {
        planned.clear();
    }

    /** How many requests were hit since the start or the last {@link #clear}. */
    public long played() {
        return planned.stream().mapToLong(Planned::played).sum();
    }

    @Nullable
    Fault next(String path) {
        for (Planned candidate : planned) {
            if (candidate.hits(path)) {
                return candidate.fault;
            }
        }
        return null;
    }

    private static final class Planned {
        private final Fault fault;
        private int seen;
        private int played;

        Planned(Fault fault) {
            this.fault = fault;
        }

        synchronized boolean hits(String path) {
            if (played == fault.times() || !path.contains(fault.path()) || ++seen % fault.every() != 0) {
                return false;
            }
            played++;
            return true;
        }

        synchronized long played() {
            return played;
        }
    }
}
