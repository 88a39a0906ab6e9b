package io.bactrian.route;

import io.bactrian.tool.declaration.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a file and what became of it.
 *
 * @param verdict {@code live} or {@code rejected}
 * @param cause how it came: {@code start, file, sent, rollback}
 * @param author name of the key it came with
 * @param content null when the file was taken away, or cannot be kept
 * @param diff against the version that ran before, as unified diff
 */
public record Revision(
        long id,
        String tool,
        String file,
        String verdict,
        String cause,
        String author,
        Instant notedAt,
        List<Problem> problems,
        String diff,
        @Nullable String content) {
    static final String LIVE = "live";
    static final String REJECTED = "rejected";
}
