package io.bactrian.tool.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a scope a tool can be asked for. */
class ScopeElementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private Tool jira;

    @BeforeEach
    void read() throws Exception {
        jira = new Declarations().read(Path.of("routes/jira"));
    }

    @Test
    void eachElementHasItsPlaceAndIsSpelledAsInConditions() throws Exception {
        JsonNode scope = JSON.readTree("{\"projects\": [\"PLAT\", \"a\\\"b\"], \"jql\": \"labels = x\"}");

        assertThat(ScopeElement.of(jira, scope))
                .extracting(
                        ScopeElement::pointer,
                        ScopeElement::text,
                        element -> element.values().get("scope.projects"))
                .containsExactly(
                        tuple("/scope/projects/0", "PLAT", "\"PLAT\""),
                        tuple("/scope/projects/1", "a\"b", "\"a\\\"b\""));
    }

    @Test
    void aScopeThatNamesNoneHasNone() {
        assertThat(ScopeElement.of(jira, null)).isEmpty();
    }
}
