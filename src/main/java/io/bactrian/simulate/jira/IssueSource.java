package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Finds the whole document of an issue by its id or key; null when there is none. */
@FunctionalInterface
interface IssueSource {
    @Nullable
    ObjectNode find(String idOrKey);
}
