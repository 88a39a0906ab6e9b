package io.bactrian.simulate.jira;

import io.bactrian.simulate.Answer;
import org.jspecify.annotations.Nullable;

/** Answers searches. */
interface SearchIndex {
    int count(String jql);

    Answer page(String jql, IssueView view, int asked, @Nullable String token);
}
