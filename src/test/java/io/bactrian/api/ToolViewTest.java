package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.api.request.Json;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A tool is shown with what it is to accounts of other kinds. */
class ToolViewTest {
    @Test
    void aVariantIsShownWithWhatChoosesItAndWhatItNeeds() throws Exception {
        ToolView view = ToolView.of(new Declarations().read(Path.of("routes/jira")));

        JsonNode variant = new ObjectMapper().readTree(Json.write(view)).at("/variants/0");

        assertThat(variant.at("/account/deploymentType").asText()).isEqualTo("Server");
        assertThat(variant.path("title").asText()).isEqualTo("Jira Data Center");
        assertThat(variant.path("streams").findValuesAsText("name"))
                .contains("issues", "sprints")
                .doesNotContain("labels", "groups");
        assertThat(variant.path("streams"))
                .allSatisfy(stream ->
                        assertThat(stream.at("/needs/scope").isTextual()).isFalse());
    }

    @Test
    void aToolWhoseAccountsAreAllAlikeHasNoVariants() throws Exception {
        assertThat(ToolView.of(new Declarations().read(Path.of("routes/trello")))
                        .variants())
                .isEmpty();
    }
}
