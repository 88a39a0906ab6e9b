package io.bactrian.command.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.command.CommandFailed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Placeholders placeholders =
            new Placeholders(Map.of("TOKEN", "t$1\\", "WHOLE", "{\"token\": \"s3cret\"}", "BROKEN", "{s3cret"));

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void everyTextIsResolvedWhereverItStands() throws JsonProcessingException {
        JsonNode resolved = placeholders.resolved(json("{'a': ['x${env:TOKEN}y', 1], 'b': {'c': '${env:TOKEN}'}}"));

        assertThat(resolved.at("/a/0").asText()).isEqualTo("xt$1\\y");
        assertThat(resolved.at("/a/1").asInt()).isEqualTo(1);
        assertThat(resolved.at("/b/c").asText()).isEqualTo("t$1\\");
    }

    @Test
    void oneVariableMayHoldAllCredentials() throws JsonProcessingException {
        assertThat(placeholders.credentials(json("'${env:WHOLE}'"))).isEqualTo(json("{'token': 's3cret'}"));
    }

    @Test
    void credentialsThatAreNoJsonAreRefusedAndNotRepeated() throws JsonProcessingException {
        JsonNode broken = json("'${env:BROKEN}'");

        assertThatThrownBy(() -> placeholders.credentials(broken))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("BROKEN")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() throws JsonProcessingException {
        JsonNode declared = json("{'token': '${env:NONE}'}");

        assertThatThrownBy(() -> placeholders.resolved(declared))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("the environment has no NONE");
    }
}
