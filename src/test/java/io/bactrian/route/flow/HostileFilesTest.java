package io.bactrian.route.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No file can make the service run a program, read a file or a secret, load a class, or call where it likes. */
final class HostileFilesTest {
    private static final FlowPath PATH = FlowPath.of("jira/steal.camel.yaml").orElseThrow();

    @ParameterizedTest
    @MethodSource("io.bactrian.route.flow.HostileFiles#all")
    void aHostileFileIsRefused(String file) {
        assertThatThrownBy(() -> FlowText.read(PATH, file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BrokenFlow.class)
                .satisfies(
                        refused -> assertThat(((BrokenFlow) refused).problems()).isNotEmpty());
    }

    @Test
    void thereAreMoreThanAHundred() {
        assertThat(HostileFiles.all()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    /** The frame in which the hostile parts stand is sound, so that it is they that are refused. */
    @Test
    void theFrameItselfIsSound() throws BrokenFlow {
        FlowText sound =
                FlowText.read(PATH, HostileFiles.flow(HostileFiles.call()).getBytes(StandardCharsets.UTF_8));
        FlowText filtered = FlowText.read(
                PATH,
                HostileFiles.flow(HostileFiles.filter("simple: {expression: \"${body.due} == true\"}"))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(sound.routes()).extracting(RouteText::id).containsExactly("jira-steal");
        assertThat(filtered.routes()).hasSize(1);
    }

    @Test
    void aRouteOfTheServiceThatIsNotListedIsNotThere() throws BrokenFlow {
        String calling = HostileFiles.flow("- to: {id: jira-steal-x, uri: \"direct:api-create-api-key\"}");
        Flows flows = Flows.NONE.with(FlowText.read(PATH, calling.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> flows.refuseMissing(Flows.NONE)).hasMessageContaining("api-create-api-key");
    }

    @Test
    void aBlankCannotBeFilledWithMoreThanAWord() throws BrokenFlow {
        Map<String, String> values = Map.of("a", "${sys.user.home}", "b", "x?y=z", "c", "{{env:HOME}}", "d", "");

        assertThat(new TreeMap<>(values).values())
                .allSatisfy(value -> assertThatThrownBy(
                                () -> FlowText.read(PATH, template(value).getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(BrokenFlow.class)
                        .hasMessageContaining("/parameters/0/value"));
        assertThat(FlowText.read(PATH, template("steal").getBytes(StandardCharsets.UTF_8))
                        .templates())
                .containsOnlyKeys("jira-one");
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aPathThatLeadsElsewhereIsNoPath(String path) {
        assertThat(FlowPath.of(path)).isEmpty();
    }

    static List<String> tricks() {
        return List.of(
                "../secret.yaml",
                "jira/../../etc/passwd",
                "jira/..",
                "/etc/passwd",
                "jira//call.camel.yaml",
                "jira/streams/../tool.yaml",
                "jira/streams/tool.yaml",
                "jira/streams/call.camel.yaml",
                "jira/issues.yaml",
                "jira/.call.camel.yaml",
                "jira/call.camel.yaml~",
                "jira/call.camel.yaml.swp",
                "jira/call.camel.yml",
                "jira/CALL.camel.yaml",
                "jira/call.camel.yaml\u0000",
                "jira/call.camel.yaml\n",
                "jira\\call.camel.yaml",
                "jira/a%2fb.yaml",
                "sync/tool.yaml",
                "jira/" + "x".repeat(300) + ".yaml");
    }

    private static String template(String value) {
        return """
                - routeTemplate:
                    id: jira-one
                    parameters: [{name: what}]
                    route:
                      description: Steals
                      routeConfigurationId: flow-failures
                      from:
                        uri: direct:jira-{{what}}
                        steps:
                          - to: {id: "jira-{{what}}-x", uri: "direct:jira-call"}
                - templatedRoute:
                    routeId: jira-steal
                    routeTemplateRef: jira-one
                    parameters: [{name: what, value: "%s"}]
                """.formatted(value);
    }
}
