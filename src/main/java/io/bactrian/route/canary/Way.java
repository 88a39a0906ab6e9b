package io.bactrian.route.canary;

import io.bactrian.failure.ToolFailure;

/** The routes of a candidate, started beside those that run. */
@FunctionalInterface
public interface Way {
    /** Sends something through the route of an id; throws what went wrong there. */
    void send(String route, Object body) throws ToolFailure;
}
