package io.bactrian.connection;

import io.bactrian.tool.ConfigProblem;
import java.util.List;

/** An integration that is not what its tool needs, with every mistake found. */
public final class InvalidIntegration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    InvalidIntegration(String message, List<ConfigProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
