package io.bactrian.tool;

import org.jspecify.annotations.Nullable;

/**
 * How a tool is asked whether it knows one element of a list in an integration's scope, a project for instance.
 *
 * @param count pointer to how many records there are of it; null when the answer does not tell
 */
public record ElementProbe(
        RequestTemplate request, @Nullable String count) {}
