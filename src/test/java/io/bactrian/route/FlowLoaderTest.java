package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.ToolFailure;
import io.bactrian.failure.ToolFailure.ConfigurationFailure;
import io.bactrian.tool.Tools;
import io.bactrian.tool.declaration.Declarations;
import io.bactrian.tool.declaration.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes directory is loaded file by file, and a broken file stops only itself. */
final class FlowLoaderTest {
    private static final Path OURS = Path.of("routes");

    @TempDir
    private Path parent;

    private Path routes;
    private CamelContext context;
    private final Tools tools = new Tools();

    @BeforeEach
    void copy() throws IOException, ReflectiveOperationException {
        routes = parent.resolve("routes");
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(OURS.relativize(file).toString()));
            }
        }
        context = BareContext.started(routes);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void allOurFilesLoad() throws ToolFailure {
        FlowLoader loader = load();

        assertThat(loader.files())
                .allSatisfy(file -> assertThat(file.problems()).isEmpty());
        assertThat(routeIds()).contains("jira-call", "jira-connect", "jira-sync", "jira-health");
        assertThat(tools.get("jira").streams()).containsKey("issues");
        assertThat(tools.unavailable("jira")).isEmpty();
    }

    @Test
    void eachFileOwnsItsRoutes() throws ToolFailure {
        FlowLoader loader = load();

        assertThat(loader.files())
                .filteredOn(file -> file.path().equals("jira/call.camel.yaml"))
                .singleElement()
                .satisfies(file -> assertThat(file.routeIds()).containsExactly("jira-call"));
    }

    @Test
    void aBrokenStreamFileStopsOnlyItself() throws IOException {
        replace("jira/streams/users.yaml", "paging:", "pagin:");

        FlowLoader loader = load();

        assertThat(problems(loader))
                .containsExactly(
                        "jira/streams/users.yaml line 5, column 1 at /pagin: unknown key pagin, did you mean paging?");
        assertThat(tools.get("jira").streams()).containsKey("issues").doesNotContainKey("users");
        assertThat(tools.unavailable("jira")).isEmpty();
    }

    @Test
    void aFileThatIsNotYamlStopsOnlyItself() throws IOException {
        replace("jira/health.camel.yaml", "from:", "from: {");

        FlowLoader loader = load();

        assertThat(problems(loader)).singleElement().asString().startsWith("jira/health.camel.yaml line ");
        assertThat(routeIds())
                .contains("jira-call", "jira-connect", "jira-sync")
                .doesNotContain("jira-health");
    }

    @Test
    void aFileWithAnUnknownStepStopsOnlyItself() throws IOException {
        replace("jira/connect.camel.yaml", "- split:", "- spilt:");

        FlowLoader loader = load();

        assertThat(problems(loader)).singleElement().asString().contains("jira/connect.camel.yaml", "spilt");
        assertThat(routeIds()).contains("jira-call", "jira-sync").doesNotContain("jira-connect");
    }

    @Test
    void aFileThatNamesAMissingBeanStopsOnlyItself() throws IOException {
        replace("jira/connect.camel.yaml", "ref: probes", "ref: probse");

        FlowLoader loader = load();

        assertThat(problems(loader)).singleElement().asString().contains("jira/connect.camel.yaml", "probse");
        assertThat(routeIds()).contains("jira-call", "jira-sync").doesNotContain("jira-connect");
    }

    @Test
    void aFileWithTwoRoutesRunsBothOrNone() throws IOException {
        String second =
                "\n- route:\n    id: jira-second\n    description: Goes nowhere\n    routeConfigurationId: flow-failures\n    from:\n      uri: direct:jira-second\n      steps:\n"
                        + "        - to:\n            id: jira-second-go\n            uri: nowhere:y\n";
        Files.writeString(routes.resolve("jira/health.camel.yaml"), read("jira/health.camel.yaml") + second);

        FlowLoader loader = load();

        assertThat(problems(loader)).singleElement().asString().contains("nowhere");
        assertThat(routeIds()).doesNotContain("jira-health", "jira-second");
    }

    @Test
    void aBrokenFileMayBeLoadedLaterWhenItIsMended() throws IOException {
        String sound = read("jira/connect.camel.yaml");
        replace("jira/connect.camel.yaml", "ref: probes", "ref: probse");
        load();

        Files.writeString(routes.resolve("jira/connect.camel.yaml"), sound);
        FlowLoader second = load();

        assertThat(routeIds()).contains("jira-connect");
        assertThat(second.files())
                .filteredOn(file -> file.path().equals("jira/connect.camel.yaml"))
                .allMatch(FlowFile::sound);
    }

    @Test
    void aToolWithoutItsCallIsUnavailable() throws IOException {
        Files.delete(routes.resolve("jira/call.camel.yaml"));

        load();

        assertThat(tools.unavailable("jira")).contains("not loaded: jira-call");
    }

    @Test
    void aToolWithABrokenDeclarationIsUnavailable() throws IOException {
        replace("jira/tool.yaml", "title:", "titel:");

        load();

        assertThat(tools.find("jira")).isEmpty();
        assertThat(tools.unavailable("jira").orElseThrow()).contains("did you mean title?");
    }

    @Test
    void anIdThatRunsAlreadyIsRefused() throws IOException {
        Files.writeString(routes.resolve("jira/health.camel.yaml"), read("jira/call.camel.yaml"));

        FlowLoader loader = load();

        assertThat(problems(loader))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo(
                                "jira/health.camel.yaml line 1, column 3 at /0/route: a route with the id jira-call runs"
                                        + " already, in jira/call.camel.yaml"));
    }

    @Test
    void aRouteWithoutAKnownFailurePolicyIsRefused() throws IOException {
        replace("jira/health.camel.yaml", "routeConfigurationId: flow-failures", "routeConfigurationId: flow-failure");

        FlowLoader loader = load();

        assertThat(problems(loader))
                .containsExactly(
                        "jira/health.camel.yaml line 4, column 5 at /0/route/routeConfigurationId: flow-failure is none"
                                + " of flow-failures, tool-failures, did you mean flow-failures?");
    }

    @Test
    void aMissingDirectoryIsAConfigurationFailure() {
        FlowLoader loader = new FlowLoader(context, parent.resolve("nowhere"), new Declarations(), tools);

        assertThatThrownBy(loader::load)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("routes.directory")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aContextThatHasNotStartedIsRefused() {
        CamelContext fresh = new DefaultCamelContext();

        FlowLoader loader = new FlowLoader(fresh, routes, new Declarations(), tools);

        assertThatThrownBy(loader::load).isInstanceOf(IllegalStateException.class);
    }

    private FlowLoader load() throws ToolFailure {
        FlowLoader loader = new FlowLoader(context, routes, new Declarations(), tools);
        loader.load();
        return loader;
    }

    private List<String> routeIds() {
        return context.getRoutes().stream().map(Route::getRouteId).toList();
    }

    private static List<String> problems(FlowLoader loader) {
        return loader.files().stream()
                .flatMap(file -> file.problems().stream())
                .map(Problem::toString)
                .toList();
    }

    private String read(String file) throws IOException {
        return Files.readString(routes.resolve(file));
    }

    private void replace(String file, String text, String by) throws IOException {
        assertThat(read(file)).contains(text);
        Files.writeString(routes.resolve(file), read(file).replaceFirst(text, by));
    }
}
