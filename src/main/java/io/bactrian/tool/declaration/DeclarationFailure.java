package io.bactrian.tool.declaration;

import java.util.List;
import java.util.stream.Collectors;

/** Declarations that cannot be used, with all that is wrong with them. */
public final class DeclarationFailure extends Exception {
    private final transient List<Problem> problems;

    public DeclarationFailure(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
