package io.bactrian.tool;

import org.jspecify.annotations.Nullable;

/**
 * A request ready to be sent to a tool.
 *
 * @param pathAndQuery what follows the tool's base address, encoded; or the whole address of a page that an answer named
 * @param body JSON; null for none
 */
public record Request(
        RequestTemplate.Method method,
        String pathAndQuery,
        @Nullable String body) {}
