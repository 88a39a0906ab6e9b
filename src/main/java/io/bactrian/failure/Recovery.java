package io.bactrian.failure;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is decided about a failure; the route {@code recover-<action>} of the feature that can do it carries it out. */
public sealed interface Recovery {
    /** Why this and nothing else, in a sentence for the person who reads it. */
    String reason();

    /** When it takes place; null at once. */
    default @Nullable Instant dueAt() {
        return null;
    }

    /** The word used in JSON and SQL: lower snake case. */
    default String action() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The route that does it, without {@code direct:}. */
    default String route() {
        return "recover-" + action().replace('_', '-');
    }

    /** Whether nothing gets better before a person has acted. */
    default boolean needsPerson() {
        return false;
    }

    /** What failed is done again by a later run. */
    record Retry(Instant dueAt, String reason) implements Recovery {}

    /** The run waits and then goes on where it is. */
    record Wait(Instant dueAt, String reason) implements Recovery {}

    /** The connection takes up the credential that somebody has renewed meanwhile. */
    record RefreshToken(String reason) implements Recovery {}

    /** The walk begins again at the begin of its window. */
    record Resnapshot(String reason) implements Recovery {}

    /** The stream is asked for in smaller pages from now on. */
    record ShrinkPage(Instant dueAt, String reason) implements Recovery {}

    /** The connection makes no more calls of its own accord: a person is asked. */
    record Pause(String reason) implements Recovery {
        @Override
        public boolean needsPerson() {
            return true;
        }
    }

    /** Whoever asked is answered from the local copy, labelled with its age. */
    record LocalCopy(String reason) implements Recovery {}

    /** Nothing is done: the failure is a gap of its run, or a mistake that somebody has to correct. */
    record None(String reason, boolean needsPerson) implements Recovery {}
}
