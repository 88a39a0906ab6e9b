package io.bactrian.tool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rate budget of one credential: at most {@code requests} in {@code per}; the last two name the headers that tell what is left.
 *
 * @param path text that the paths hold that it is spent on; empty for all paths
 * @param perEndpoint whether each path has a budget of its own
 */
public record Limit(
        int requests,
        Duration per,
        String path,
        boolean perEndpoint,
        @Nullable String remaining,
        @Nullable String reset) {}
