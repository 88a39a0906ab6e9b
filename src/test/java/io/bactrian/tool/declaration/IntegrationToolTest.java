package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.tool.ConfigCheck;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.Paging;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An integration reads its tool with the streams that it declares itself. */
final class IntegrationToolTest {
    private static final String TICKETS = """
            {"name": "tickets", "path": "/tickets", "query": {"open": true}, "items": "/data", "id": "/number",
             "changedAt": "/changed", "paging": {"kind": "cursor", "parameter": "after", "next": "/next"},
             "incremental": {"parameter": "since"}, "entity": "items", "mapping": {"title": "/subject"}}
            """;

    @TempDir
    Path directory;

    private Tool tool;

    @BeforeEach
    void declare() throws IOException, DeclarationFailure {
        Files.writeString(directory.resolve("tool.yaml"), """
                title: Any
                config: {required: [baseUrl], properties: {baseUrl: {description: Address., type: string}}}
                credentials: {properties: {token: {description: A token., type: string}}}
                base: ["{baseUrl}"]
                authorization: [{kind: bearer, value: "{token}"}]
                probe: {get: /me, account: {}}
                streams: []
                own_streams: true
                """);
        tool = new Declarations().read(directory);
    }

    @Test
    void theSchemaOfTheConfigurationHoldsThatOfTheStreams() throws JsonProcessingException {
        assertThat(ConfigCheck.config(tool, config(TICKETS))).isEmpty();
        assertThat(ConfigCheck.config(tool, config("{\"name\": \"Tickets\"}")))
                .extracting(problem -> problem.pointer())
                .contains("/config/streams/0/name", "/config/streams/0/path");
    }

    @Test
    void aStreamOfTheConfigurationIsReadLikeOneOfAFile() throws Exception {
        StreamDeclaration tickets = IntegrationTool.of(tool, config(TICKETS), Map.of()).stream("tickets");

        assertThat(tickets.paging().kind()).isEqualTo(Paging.Kind.TOKEN);
        assertThat(tickets.cursor().kind()).isEqualTo(CursorDeclaration.Kind.CHANGED_SINCE);
        assertThat(tickets.fields()).containsOnlyKeys("title");
        assertThat(Templates.page(tickets.list(), tickets.paging(), null, Map.of(), Map.of())
                        .pathAndQuery())
                .isEqualTo("/tickets?open=true");
        assertThat(Templates.page(tickets.list(), tickets.paging(), "P", Map.of("since", "S"), Map.of())
                        .pathAndQuery())
                .isEqualTo("/tickets?open=true&since=S&after=P");
    }

    @Test
    void aToolThatDoesNotOfferItStaysAsItIs() throws Exception {
        Tool jira = new Declarations().read(Path.of("routes/jira"));

        assertThat(IntegrationTool.of(jira, config(TICKETS), Map.of())).isSameAs(jira);
    }

    private static JsonNode config(String... streams) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree("{\"baseUrl\": \"https://example.org\", \"streams\": [" + String.join(",", streams) + "]}");
    }
}
