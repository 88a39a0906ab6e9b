package io.bactrian.api;

import io.bactrian.connection.Integration;
import io.bactrian.connection.Precondition;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of integrations as HTTP writes them: strong tags, made of the instant of the last change. */
final class EntityTag {
    static final String ETAG = "ETag";
    static final String IF_MATCH = "If-Match";
    private static final Pattern OURS = Pattern.compile("(?<!W/)\"([0-9]{1,18})\"");

    private EntityTag() {}

    static String of(Integration integration) {
        return "\"" + ChronoUnit.MICROS.between(Instant.EPOCH, integration.updatedAt()) + "\"";
    }

    /** What a change must say; without it one person would undo what another has done. */
    static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Rejected(
                    428,
                    FailureCategory.INVALID_DATA,
                    "A change must say of which version it is: send the ETag of the last answer as If-Match.",
                    List.of(new Mistake("", "the header If-Match is missing")));
        }
        return given(ifMatch);
    }

    /** What a request says if it says anything; a tag that is not ours is the tag of nothing. */
    static Precondition given(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return Precondition.NONE;
        }
        Set<Instant> versions = new HashSet<>();
        Matcher tags = OURS.matcher(ifMatch);
        while (tags.find()) {
            versions.add(Instant.EPOCH.plus(Long.parseLong(tags.group(1)), ChronoUnit.MICROS));
        }
        return new Precondition(versions);
    }
}
