package io.bactrian.route.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.route.flow.FlowPath.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of the directory has one name in the folder of its tool, and no name leads out of it. */
final class FlowPathTest {
    @ParameterizedTest
    @CsvSource({
        "jira/call.camel.yaml, call.camel.yaml, FLOW",
        "jira/tool.yaml, tool.yaml, TOOL",
        "jira/streams/issues.yaml, issues.yaml, STREAM",
        "jira/variants/server/tool.yaml, server.tool.yaml, TOOL",
        "jira/variants/server/streams/issues.yaml, server.issues.yaml, STREAM"
    })
    void aFileIsFoundByItsPlaceAndByItsName(String place, String name, Kind kind) {
        FlowPath path = FlowPath.of(place).orElseThrow();

        assertThat(path.file()).isEqualTo(name);
        assertThat(path.kind()).isEqualTo(kind);
        assertThat(FlowPath.of("jira", name)).contains(path);
        assertThat(path.path()).isEqualTo(place);
    }

    @Test
    void whatAVariantSaysOfAStreamIsToldByTheStreamsName() {
        assertThat(FlowPath.of("jira", "server.issues.yaml").orElseThrow().stream())
                .isEqualTo("issues");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jira/issues.yaml",
                "jira/streams/tool.yaml",
                "jira/variants/tool.yaml",
                "jira/variants/server/issues.yaml",
                "jira/variants/server/call.camel.yaml",
                "jira/variants/server/streams/tool.yaml",
                "jira/variants/../streams/issues.yaml",
                "jira/variants/server/variants/other/tool.yaml",
                "sync/variants/server/tool.yaml"
            })
    void whatLiesElsewhereIsNoFileOfOurs(String place) {
        assertThat(FlowPath.of(place)).isEmpty();
    }
}
