package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import org.jspecify.annotations.Nullable;

/** Answers searches. */
interface SearchIndex {
    int count(String jql);

    Answer page(String jql, IssueView view, int asked, @Nullable String token);

    /** A page by a count of issues, as Data Centers have them. */
    default ObjectNode page(String jql, IssueView view, int start, int size) {
        throw new Refusal(501, "There is no benchmark of a Data Center.");
    }
}
