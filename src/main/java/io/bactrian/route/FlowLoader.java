package io.bactrian.route;

import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowPath.Kind;
import io.bactrian.route.flow.RouteText;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.declaration.Declared;
import io.bactrian.tool.declaration.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the routes directory into a started context: the shared flows first, then each tool's declarations and flows. A broken
 * file stops only itself, unless a version of it that ran before is known, and the tool it belongs to when a flow is missing
 * that no tool can do without.
 */
public final class FlowLoader {
    private static final Logger LOG = LoggerFactory.getLogger(FlowLoader.class);

    private final CamelContext context;
    private final RouteFolder folder;
    private final Declarations declarations;
    private final Tools tools;
    private final Availability availability;
    private final LiveRoutes routes;
    private final LastGood lastGood;
    private final SortedMap<FlowPath, FlowFile> files = new TreeMap<>();
    private InForce inForce = InForce.NOTHING;

    public FlowLoader(CamelContext context, Path directory, Declarations declarations, Tools tools) {
        this(context, new RouteFolder(directory), declarations, tools, path -> Optional.empty());
    }

    FlowLoader(CamelContext context, RouteFolder folder, Declarations declarations, Tools tools, LastGood lastGood) {
        this.context = context;
        this.folder = folder;
        this.declarations = declarations;
        this.tools = tools;
        this.availability = new Availability(context, tools);
        this.routes = new LiveRoutes(context);
        this.lastGood = lastGood;
    }

    /** Knows the version of a file that ran last. */
    @FunctionalInterface
    interface LastGood {
        Optional<byte[]> of(FlowPath path);
    }

    /**
     * Loads everything. The context must have been started: in one that has not, a broken route would fail the whole start.
     *
     * @throws ToolFailure of category configuration when the directory cannot be read
     */
    public void load() throws ToolFailure {
        if (!context.isStarted()) {
            throw new IllegalStateException("flows are loaded into a started context");
        }
        SortedMap<FlowPath, byte[]> contents = new TreeMap<>();
        for (FlowPath path : folder.files()) {
            read(path).ifPresent(bytes -> contents.put(path, bytes));
        }
        // Templates first: a file may use those of another one.
        contents.entrySet().stream()
                .filter(file -> file.getKey().kind() == Kind.FLOW)
                .sorted(Comparator.comparing(file -> !isTemplates(file.getValue())))
                .forEach(file -> add(file.getKey(), file.getValue()));
        contents.keySet().stream()
                .filter(path -> !path.isShared())
                .map(FlowPath::tool)
                .distinct()
                .forEach(tool -> declare(tool, contents));
    }

    /** All files found, in the order they were loaded. */
    public List<FlowFile> files() {
        return List.copyOf(files.values());
    }

    InForce inForce() {
        return inForce;
    }

    private Optional<byte[]> read(FlowPath path) {
        try {
            return Optional.of(folder.read(path));
        } catch (IOException e) {
            remember(path, List.of(new Problem(path.path(), "", "the file cannot be read: " + e.getMessage())));
            return Optional.empty();
        }
    }

    private static boolean isTemplates(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).contains("routeTemplate:");
    }

    private void add(FlowPath path, byte[] bytes) {
        try {
            start(path, bytes);
            remember(path, List.of());
        } catch (BrokenFlow e) {
            lastGood.of(path).ifPresent(last -> restore(path, last));
            remember(path, e.problems());
        }
    }

    private void start(FlowPath path, byte[] bytes) throws BrokenFlow {
        InForce next = inForce.with(path, bytes);
        routes.add(path, next.flows().routesOf(path));
        inForce = next;
    }

    private void restore(FlowPath path, byte[] last) {
        try {
            start(path, last);
            LOG.error("{} is broken; the version of it that ran last runs on", path);
        } catch (BrokenFlow e) {
            LOG.error("{} is broken, and so is by now the version of it that ran last: {}", path, e.getMessage());
        }
    }

    private void declare(String tool, SortedMap<FlowPath, byte[]> contents) {
        List<FlowPath> paths = new ArrayList<>();
        contents.forEach((path, bytes) -> {
            if (path.tool().equals(tool) && path.kind() != Kind.FLOW) {
                paths.add(path);
                inForce = inForce.declaring(path, bytes);
            }
        });
        Declared declared = declarations.readSound(tool, inForce.declarations(tool));
        List<FlowPath> broken = paths.stream()
                .filter(path -> !declared.problemsOf(tool, path.inTool()).isEmpty())
                .toList();
        broken.forEach(path -> lastGood.of(path).ifPresent(last -> {
            inForce = inForce.declaring(path, last);
            LOG.error("{} is broken; the version of it that was used last is used on", path);
        }));
        paths.forEach(path -> remember(path, declared.problemsOf(tool, path.inTool())));
        declarations.readSound(tool, inForce.declarations(tool)).tool().ifPresent(tools::replace);
        availability.judge(tool, problems(tool));
    }

    private List<Problem> problems(String tool) {
        return files.values().stream()
                .filter(file -> file.path().startsWith(tool + "/"))
                .flatMap(file -> file.problems().stream())
                .toList();
    }

    private void remember(FlowPath path, List<Problem> problems) {
        List<String> ids =
                inForce.flows().routesOf(path).stream().map(RouteText::id).toList();
        files.put(path, new FlowFile(path.path(), ids, problems));
        problems.forEach(problem -> LOG.error("A file of {} cannot be used: {}", folder, problem));
    }
}
