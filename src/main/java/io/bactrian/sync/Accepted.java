package io.bactrian.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.outbound.Answer;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.CursorDeclaration.Lost;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that a walk asks for: there is nothing here, but that is an answer.
 *
 * @param next pointer to the token that such an answer brings; null when it brings none
 */
record Accepted(Set<Integer> statuses, @Nullable String next) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    static final Accepted NOTHING = new Accepted(Set.of(), null);

    /** A record that is asked for by its address is not there. */
    static Accepted noSuchRecord(ByIds byIds) {
        Set<Integer> statuses = new HashSet<>(byIds.gone());
        statuses.addAll(NOT_THERE);
        return new Accepted(Set.copyOf(statuses), null);
    }

    static Accepted of(@Nullable Lost lost) {
        return lost == null ? NOTHING : new Accepted(Set.of(lost.status()), lost.next());
    }

    boolean holds(Answer answer) {
        return statuses.contains(answer.status());
    }

    /** @throws IOException when the token that should be there is not */
    @Nullable
    String token(Answer answer) throws IOException {
        if (next == null) {
            return null;
        }
        JsonNode token = JSON.readTree(answer.bytes(), 0, answer.length()).at(next);
        if (!token.isTextual() || token.asText().isEmpty()) {
            throw new IOException("the answer brings no new token at " + next);
        }
        return token.asText();
    }
}
