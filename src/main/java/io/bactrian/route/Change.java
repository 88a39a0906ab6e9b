package io.bactrian.route;

import io.bactrian.access.Caller;
import io.bactrian.route.flow.FlowPath;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another version of a file.
 *
 * @param bytes null when the file is taken away
 * @param author who wants it
 * @param cause how it came
 */
public record Change(FlowPath path, byte @Nullable [] bytes, Caller author, Cause cause) {
    /** How a version came. */
    public enum Cause {
        /** It was found at the start. */
        START("loadRoute"),
        /** It was saved on disk. */
        FILE("reloadRoute"),
        /** It was sent. */
        SENT("deployRoute"),
        /** An earlier version was wanted back. */
        ROLLBACK("rollBackRoute");

        private final String action;

        Cause(String action) {
            this.action = action;
        }

        /** Name of it in the audit log. */
        String action() {
            return action;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the file on disk is to be written with it. */
        boolean writes() {
            return this == SENT || this == ROLLBACK;
        }
    }
}
