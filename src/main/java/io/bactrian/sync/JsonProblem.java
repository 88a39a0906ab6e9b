package io.bactrian.sync;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;

/** What is wrong with an answer, told without quoting it: it may hold anything. */
final class JsonProblem {
    private JsonProblem() {}

    static String of(IOException problem) {
        if (problem instanceof JacksonException json) {
            return "the answer is not JSON from byte " + json.getLocation().getByteOffset();
        }
        return String.valueOf(problem.getMessage());
    }
}
