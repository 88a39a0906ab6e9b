package io.bactrian.route;

import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowPath.Kind;
import io.bactrian.route.flow.FlowText;
import io.bactrian.route.flow.Flows;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.declaration.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/** Holds a directory of routes to all rules that need no running service. */
public final class RouteCheck {
    private final RouteFolder folder;
    private final List<Problem> problems = new ArrayList<>();
    private InForce files = InForce.NOTHING;

    public RouteCheck(Path directory) {
        this.folder = new RouteFolder(directory);
    }

    /** How many files there are. */
    public int size() throws ToolFailure {
        return folder.files().size();
    }

    /** What is wrong with them; empty when nothing is. */
    public List<Problem> problems() throws ToolFailure {
        SortedSet<FlowPath> paths = folder.files();
        flows(paths);
        Declarations declarations = new Declarations();
        paths.stream()
                .map(FlowPath::tool)
                .distinct()
                .filter(tool -> !tool.equals(FlowPath.SHARED))
                .forEach(tool -> {
                    List<Problem> found = declarations
                            .readSound(tool, files.declarations(tool))
                            .problems();
                    found.forEach(problem -> problems.add(problem.within(tool)));
                });
        return problems;
    }

    private void flows(SortedSet<FlowPath> paths) {
        List<FlowText> texts = new ArrayList<>();
        for (FlowPath path : paths) {
            try {
                byte[] bytes = folder.read(path);
                files = files.declaring(path, bytes);
                if (path.kind() == Kind.FLOW) {
                    texts.add(FlowText.read(path, bytes));
                }
            } catch (BrokenFlow e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                problems.add(new Problem(path.path(), "", "the file cannot be read: " + e.getMessage()));
            }
        }
        fit(texts);
    }

    /** Templates first: a file may use those of another one. */
    private void fit(List<FlowText> texts) {
        boolean allRead = problems.isEmpty();
        texts.sort(Comparator.comparing(text -> text.templates().isEmpty()));
        Flows flows = Flows.NONE;
        for (FlowText text : texts) {
            try {
                flows = flows.with(text);
            } catch (BrokenFlow e) {
                problems.addAll(e.problems());
            }
        }
        try {
            // What a broken file lacks is no mistake of those that go through it.
            flows.refuseMissing(allRead ? Flows.NONE : flows);
        } catch (BrokenFlow e) {
            problems.addAll(e.problems());
        }
    }
}
