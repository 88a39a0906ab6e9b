package io.bactrian.route;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.declaration.Declared;
import io.bactrian.tool.declaration.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tools as the files in force declare them. */
final class DeclaredTools {
    private final Declarations declarations;
    private final Tools tools;
    private final Availability availability;
    private final Consumer<Tool> followers;

    /** @param followers hear of each tool that is declared anew: whoever keeps something made from its declaration */
    DeclaredTools(Declarations declarations, Tools tools, Availability availability, Consumer<Tool> followers) {
        this.declarations = declarations;
        this.tools = tools;
        this.availability = availability;
        this.followers = followers;
    }

    /** Refuses what a change would make wrong; a stream may be there before it is listed. */
    void check(Plan plan) throws BrokenFlow {
        Declared after = read(plan.after(), plan.path().tool());
        List<Problem> problems = new ArrayList<>(after.problems());
        problems.removeAll(after.unlisted());
        problems.removeAll(read(plan.before(), plan.path().tool()).problems());
        if (plan.change().bytes() != null && !problems.isEmpty()) {
            throw new BrokenFlow(problems.stream()
                    .map(problem -> problem.within(plan.path().tool()))
                    .toList());
        }
    }

    /** A tool as the files would declare it after a change. */
    Tool after(Plan plan, String tool) throws ToolFailure {
        return read(plan.after(), tool)
                .tool()
                .orElseThrow(
                        () -> ToolFailure.of(FailureCategory.CONFIGURATION, "the tool " + tool + " is not declared"));
    }

    /** From now on the tool is what the files say. */
    void use(Plan plan) {
        String name = plan.path().tool();
        if (plan.declares()) {
            read(plan.after(), name)
                    .tool()
                    .ifPresentOrElse(
                            tool -> {
                                tools.replace(tool);
                                followers.accept(tool);
                            },
                            () -> tools.remove(name));
        }
        if (!plan.path().isShared()) {
            availability.judge(name, List.of());
        }
    }

    private Declared read(InForce files, String tool) {
        return declarations.readSound(tool, files.declarations(tool));
    }
}
