package io.bactrian.route;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.declaration.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the routes directory into a started context: the shared flows first, then each tool's declarations and flows. A broken
 * file stops only itself, and the tool it belongs to when a flow is missing that no tool can do without.
 */
public final class FlowLoader {
    private static final Logger LOG = LoggerFactory.getLogger(FlowLoader.class);
    private static final String SHARED = "sync";
    private static final String FLOW = ".camel.yaml";
    private static final List<String> INDISPENSABLE = List.of("call", "connect", "sync", "health");

    private final Path directory;
    private final Declarations declarations;
    private final Tools tools;
    private final LiveRoutes routes;
    private final CamelContext context;
    private final List<FlowFile> files = new CopyOnWriteArrayList<>();

    public FlowLoader(CamelContext context, Path directory, Declarations declarations, Tools tools) {
        this.context = context;
        this.directory = directory;
        this.declarations = declarations;
        this.tools = tools;
        this.routes = new LiveRoutes(context);
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
        flows(SHARED);
        for (String tool : list("", Files::isDirectory)) {
            if (!tool.equals(SHARED)) {
                declare(tool);
                flows(tool);
                judge(tool);
            }
        }
    }

    /** All files found, in the order they were loaded. */
    public List<FlowFile> files() {
        return List.copyOf(files);
    }

    private void declare(String tool) {
        Declared declared = declarations.readSound(directory.resolve(tool));
        declared.tool().ifPresent(tools::replace);
        for (String file : declared.files()) {
            List<String> problems = declared.problems().stream()
                    .filter(problem -> problem.file().equals(file))
                    .map(problem -> tool + "/" + problem)
                    .toList();
            remember(new FlowFile(tool + "/" + file, List.of(), problems));
        }
    }

    private void flows(String folder) throws ToolFailure {
        for (String file : list(folder, path -> path.toString().endsWith(FLOW))) {
            remember(flow(folder + "/" + file));
        }
    }

    private FlowFile flow(String path) {
        try {
            RouteFile file = RouteFile.read(path, Files.readAllBytes(directory.resolve(path)));
            routes.add(file);
            return new FlowFile(path, file.routeIds(), List.of());
        } catch (BrokenFlow e) {
            return new FlowFile(path, List.of(), List.of(path + ": " + e.getMessage()));
        } catch (IOException e) {
            return new FlowFile(path, List.of(), List.of(path + ": the file cannot be read: " + e.getMessage()));
        }
    }

    private void remember(FlowFile file) {
        files.add(file);
        file.problems().forEach(problem -> LOG.error("A file of {} cannot be used: {}", directory, problem));
    }

    private void judge(String tool) {
        List<String> missing = INDISPENSABLE.stream()
                .map(flow -> tool + "-" + flow)
                .filter(id -> context.getRoute(id) == null)
                .toList();
        Optional<String> reason = missing.isEmpty() ? undeclared(tool) : Optional.of(reason(tool, missing));
        reason.ifPresentOrElse(
                text -> {
                    tools.disable(tool, text);
                    LOG.error("The tool {} is unavailable: {}", tool, text);
                },
                () -> tools.enable(tool));
    }

    private Optional<String> undeclared(String tool) {
        return tools.find(tool).isPresent() ? Optional.empty() : Optional.of(reason(tool, List.of()));
    }

    private String reason(String tool, List<String> missing) {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("not loaded: " + String.join(", ", missing));
        }
        files.stream()
                .filter(file -> file.path().startsWith(tool + "/"))
                .flatMap(file -> file.problems().stream())
                .forEach(parts::add);
        return String.join("; ", parts);
    }

    /** Names in a folder, sorted; hidden ones and what an editor leaves behind are not ours. */
    private List<String> list(String folder, Predicate<Path> wanted) throws ToolFailure {
        Path path = directory.resolve(folder);
        if (folder.equals(SHARED) && Files.isDirectory(directory) && !Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(wanted)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            String message = "routes.directory: the directory " + path.toAbsolutePath() + " cannot be read: "
                    + (Files.exists(path) ? e.getMessage() : "it does not exist");
            throw ToolFailure.of(FailureCategory.CONFIGURATION, message, 0, null, e);
        }
    }
}
