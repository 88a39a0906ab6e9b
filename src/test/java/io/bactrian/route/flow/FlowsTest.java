package io.bactrian.route.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What files come to together: whose routes differ, which depend on each other, and in which order they can be left. */
final class FlowsTest {
    private static final Path OURS = Path.of("routes");
    private static final String TEMPLATE = """
            - routeTemplate:
                id: jira-through
                parameters:
                  - name: action
                route:
                  description: Goes through a flow
                  routeConfigurationId: flow-failures
                  from:
                    uri: direct:jira-through-{{action}}
                    steps:
                      - to:
                          id: jira-through-{{action}}-go
                          uri: direct:jira-{{action}}
            """;
    private static final String INSTANCE = """
            - templatedRoute:
                routeId: jira-through-health
                routeTemplateRef: jira-through
                parameters:
                  - name: action
                    value: health
            """;

    private static Flows ours;

    @BeforeAll
    static void read() throws IOException, BrokenFlow {
        ours = Flows.NONE;
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.toList()) {
                Optional<FlowPath> path = FlowPath.of(OURS.relativize(file).toString());
                if (path.isPresent() && path.get().kind() == FlowPath.Kind.FLOW) {
                    ours = ours.with(FlowText.read(path.get(), Files.readAllBytes(file)));
                }
            }
        }
    }

    @Test
    void nothingIsMissing() {
        assertThat(ours.graph().missing()).isEmpty();
    }

    @Test
    void aWalkIsAboveItsPagesAndACallBelow() {
        CallGraph graph = ours.graph();

        assertThat(List.of(
                        "sync-data", "sync-run", "jira-sync", "sync-stream", "sync-walk", "validate-run", "repair-run"))
                .allMatch(graph::isAbovePages);
        assertThat(List.of("sync-page", "jira-call", "jira-connect", "jira-health"))
                .noneMatch(graph::isAbovePages);
    }

    @Test
    void callersAreClosedBeforeThoseTheyCall() {
        assertThat(ours.graph().inOrder(List.of("sync-walk", "sync-run", "sync-page", "jira-sync", "sync-stream")))
                .containsExactly("sync-run", "jira-sync", "sync-stream", "sync-walk", "sync-page");
    }

    @Test
    void onlyTheRoutesThatDifferAreExchanged() throws Exception {
        String edited = Files.readString(OURS.resolve("sync/walk.camel.yaml"))
                .replaceFirst("description: .*", "description: Edited");

        Flows after = ours.with(text("sync/walk.camel.yaml", "# a comment\n" + edited));

        assertThat(after.unlike(ours)).extracting(RouteText::id).containsExactly("sync-walk");
        assertThat(ours.unlike(after)).extracting(RouteText::id).containsExactly("sync-walk");
    }

    @Test
    void anotherVersionOfATemplateExchangesWhatIsMadeOfIt() throws BrokenFlow {
        Flows before = ours.with(text("jira/parts.camel.yaml", TEMPLATE)).with(text("jira/made.camel.yaml", INSTANCE));

        Flows after = before.with(text("jira/parts.camel.yaml", TEMPLATE.replace("Goes through", "Passes through")));

        assertThat(after.unlike(before)).extracting(RouteText::id).containsExactly("jira-through-health");
    }

    @Test
    void aTemplateThatIsUsedCannotBeTakenAway() throws BrokenFlow {
        Flows both = ours.with(text("jira/parts.camel.yaml", TEMPLATE)).with(text("jira/made.camel.yaml", INSTANCE));

        assertThatThrownBy(() -> both.without(path("jira/parts.camel.yaml")))
                .hasMessageContaining("jira/made.camel.yaml line 3, column 5")
                .hasMessageContaining("there is no template jira-through");
    }

    @Test
    void aRouteThatOthersGoThroughCannotBeTakenAway() throws BrokenFlow {
        Flows without = ours.without(path("jira/call.camel.yaml"));

        assertThatThrownBy(() -> without.refuseMissing(ours))
                .hasMessageContaining("goes through jira-call, which is not there");
    }

    private static FlowPath path(String path) {
        return FlowPath.of(path).orElseThrow();
    }

    private static FlowText text(String path, String content) throws BrokenFlow {
        return FlowText.read(path(path), content.getBytes(StandardCharsets.UTF_8));
    }
}
