package io.bactrian.tool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A budget of one credential: at most {@code requests} in {@code per}, and so many at once; the last two name the headers that tell
 * what is left.
 *
 * @param requests 0 for any number
 * @param atOnce how many may be under way; 0 for any number
 * @param path text that the paths hold that it is spent on; empty for all paths
 * @param perEndpoint whether each path has a budget of its own
 */
public record Limit(
        int requests,
        Duration per,
        int atOnce,
        String path,
        boolean perEndpoint,
        @Nullable String remaining,
        @Nullable String reset) {
    /** Whether calls of a path are spent on it. */
    public boolean covers(String called) {
        return called.contains(path);
    }
}
