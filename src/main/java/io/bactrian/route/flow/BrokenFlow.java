package io.bactrian.route.flow;

import io.bactrian.tool.declaration.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of {@code routes/} that cannot run, with all that is wrong with it. */
public final class BrokenFlow extends Exception {
    private final transient List<Problem> problems;

    public BrokenFlow(List<Problem> problems) {
        this(problems, null);
    }

    public BrokenFlow(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), cause);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
