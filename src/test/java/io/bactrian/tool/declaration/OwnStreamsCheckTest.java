package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.store.ColumnType;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a configuration is found before anything is sent, with a pointer to it. */
final class OwnStreamsCheckTest {
    private static final String SOUND = """
            {"baseUrl": "https://desk.example/api", "streams": [
              {"name": "projects", "path": "/projects", "items": "", "id": "/id", "paging": {"kind": "link"}},
              {"name": "tickets", "path": "/projects/{parent}/tickets", "method": "POST", "body": {"key": "{key}"},
               "query": {"lang": "en"}, "items": "/data", "id": "/id", "changedAt": "/changed",
               "partition": {"of": "projects", "values": {"key": "/key"}, "idsPerParent": true},
               "paging": {"kind": "cursor", "parameter": "/after", "next": "/next", "sizeParameter": "size"},
               "incremental": {"parameter": "since", "format": "yyyy-MM-dd HH:mm", "zone": "Europe/Berlin"},
               "entity": "items", "mapping": {"title": "/subject", "url": "{baseUrl}/{/id}", "parent_id": "{parent}"}}]}
            """;
    private static final EntityTable ITEMS = new EntityTable(
            "items",
            List.of(
                    new EntityTable.Column("title", ColumnType.TEXT),
                    new EntityTable.Column("url", ColumnType.TEXT),
                    new EntityTable.Column("parent_id", ColumnType.TEXT)));

    private Tool tool;

    @BeforeEach
    void read() throws DeclarationFailure {
        tool = new Declarations().read(Path.of("routes/generic"));
    }

    @Test
    void aSoundConfigurationHasNoProblems() throws JsonProcessingException {
        assertThat(problems(json(SOUND))).isEmpty();
    }

    /** Place, value put there (or - for none), where the problem is, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /baseUrl                        | -                        | /config/baseUrl                           | is required
            /baseUrl                        | "desk"                   | /config/baseUrl                           | must be a valid uri
            /baseUrl                        | "https://a/?x=1"         | /config/baseUrl                           | must have the form
            /baseUrl                        | "ftp://a"                | /config/baseUrl                           | must have the form
            /timeout                        | "soon"                   | /config/timeout                           | must have the form
            /retryAttempts                  | 11                       | /config/retryAttempts                     | must be at most 10
            /headers                        | {"X A": "x"}             | /config/headers                           | is not valid
            /headers                        | {"X-A": 1}               | /config/headers/X-A                       | must be of type string
            /headers                        | {"Authorization": "x"}   | /config/headers/Authorization             | cannot be chosen
            /headers                        | {"X-A": "x\\r\\nHost: y"}  | /config/headers/X-A                       | must have the form
            /probe                          | "me"                     | /config/probe                             | must have the form
            /base                           | "x"                      | /config/base                              | unknown field
            /streams                        | -                        | /config/streams                           | is required
            /streams                        | []                       | /config/streams                           | must not be empty
            /streams                        | {}                       | /config/streams                           | must be of type array
            /streams/0/name                 | -                        | /config/streams/0/name                    | is required
            /streams/0/name                 | "Big One"                | /config/streams/0/name                    | must have the form
            /streams/0/name                 | "tickets"                | /config/streams/1/name                    | exists already
            /streams/0/path                 | -                        | /config/streams/0/path                    | is required
            /streams/0/path                 | "projects"               | /config/streams/0/path                    | must have the form
            /streams/0/path                 | "/projects?all=1"        | /config/streams/0/path                    | must have the form
            /streams/0/path                 | "/projects/{who}"        | /config/streams/0/path                    | there is no value {who}
            /streams/0/query                | {"a": "{who}"}           | /config/streams/0/query/a                 | there is no value {who}
            /streams/0/query                | {"a": [1]}               | /config/streams/0/query/a                 | must be of type
            /streams/0/method               | "PUT"                    | /config/streams/0/method                  | must be one of
            /streams/0/body                 | {}                       | /config/streams/0/body                    | is sent by POST only
            /streams/0/items                | -                        | /config/streams/0/items                   | is required
            /streams/0/items                | "data"                   | /config/streams/0/items                   | must have the form
            /streams/0/items                | "/data/*"                | /config/streams/0/items                   | must have the form
            /streams/0/id                   | -                        | /config/streams/0/id                      | is required
            /streams/0/id                   | ""                       | /config/streams/0/id                      | must have the form
            /streams/0/id                   | "id"                     | /config/streams/0/id                      | must have the form
            /streams/0/changedAt            | "changed"                | /config/streams/0/changedAt               | must have the form
            /streams/0/changed              | "/changed"               | /config/streams/0/changed                 | did you mean changedAt?
            /streams/0/paging               | -                        | /config/streams/0/paging                  | is required
            /streams/0/paging               | {}                       | /config/streams/0/paging/kind             | is required
            /streams/0/paging/kind          | "links"                  | /config/streams/0/paging/kind             | must be one of
            /streams/0/paging/next          | "/next"                  | /config/streams/0/paging/next             | does not belong here
            /streams/0/paging/size          | 10                       | /config/streams/0/paging/size             | needs sizeParameter
            /streams/0/paging/limit         | 10                       | /config/streams/0/paging/limit            | unknown field
            /streams/0/paging               | {"kind": "none", "size": 1, "sizeParameter": "n"} | /config/streams/0/paging/size | does not belong here
            /streams/0/paging               | {"kind": "page"}         | /config/streams/0/paging/parameter        | is required
            /streams/0/paging               | {"kind": "page", "parameter": "p", "first": 2} | /config/streams/0/paging/first | must be one of
            /streams/0/paging               | {"kind": "page", "parameter": "p", "total": "/t"} | /config/streams/0/paging/total | does not belong here
            /streams/0/paging               | {"kind": "offset", "parameter": "p", "pages": "/t"} | /config/streams/0/paging/pages | does not belong here
            /streams/0/paging               | {"kind": "cursor", "parameter": "p"} | /config/streams/0/paging/next | is required
            /streams/0/paging               | {"kind": "next_url"}     | /config/streams/0/paging/next             | is required
            /streams/0/paging               | {"kind": "page", "parameter": "/p"} | /config/streams/0/paging/parameter | sent by POST only
            /streams/0/partition            | {"of": "tickets"}        | /config/streams/0/partition/of            | in a circle
            /streams/1/partition            | {"of": "project"}        | /config/streams/1/partition/of            | did you mean projects?
            /streams/1/partition            | {"of": "tickets"}        | /config/streams/1/partition/of            | in a circle
            /streams/1/partition            | {}                       | /config/streams/1/partition/of            | is required
            /streams/1/partition/values     | {"since": "/x"}          | /config/streams/1/partition/values/since  | means something else
            /streams/1/partition/values     | {"key": "key"}           | /config/streams/1/partition/values/key    | must have the form
            /streams/1/partition            | -                        | /config/streams/1/path                    | there is no value {parent}
            /streams/1/path                 | "/tickets"               | -                                         | -
            /streams/1/paging/sizeParameter | "/after"                 | /config/streams/1/paging/sizeParameter    | used for something else
            /streams/1/paging/parameter     | "lang"                   | /config/streams/1/query/lang              | set page by page
            /streams/1/incremental          | {}                       | /config/streams/1/incremental/parameter   | is required
            /streams/1/incremental/format   | "rfc"                    | /config/streams/1/incremental/format      | must be iso
            /streams/1/incremental/format   | "HH:mm"                  | /config/streams/1/incremental/format      | must be iso
            /streams/1/incremental/format   | "epoch_s"                | /config/streams/1/incremental/zone        | only a date pattern
            /streams/1/incremental/zone     | "Europe/Nowhere"         | /config/streams/1/incremental/zone        | is no time zone
            /streams/1/incremental/overlap  | "1w"                     | /config/streams/1/incremental/overlap     | must have the form
            /streams/1/entity               | "tickets"                | /config/streams/1/entity                  | must be one of
            /streams/1/entity               | -                        | /config/streams/1/mapping                 | needs entity
            /streams/1/mapping              | -                        | /config/streams/1/entity                  | needs mapping
            /streams/1/mapping/titel        | "/subject"               | /config/streams/1/mapping/titel           | did you mean title?
            /streams/1/mapping/title        | "subject"                | /config/streams/1/mapping/title           | must have the form
            /streams/1/mapping/title        | {"map": {}}              | /config/streams/1/mapping/title/at        | is required
            /streams/1/mapping/url          | "{site}/{/id}"           | /config/streams/1/mapping/url             | there is no value {site}
            /streams/1/mapping/url          | "x{parent}"              | /config/streams/1/mapping/url             | there is no value {parent}
            """)
    void aMistakeIsNamed(String place, String value, String pointer, String message) throws JsonProcessingException {
        ObjectNode config = json(SOUND);
        put(config, place, value);

        List<ConfigProblem> problems = problems(config);

        if (pointer.equals("-")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(problem -> {
                assertThat(problem.pointer()).isEqualTo(pointer);
                assertThat(problem.message()).contains(message);
            });
        }
    }

    /** All parents would be asked for the same list. */
    @Test
    void aPartitionThatNoRequestNamesIsNamed() throws JsonProcessingException {
        ObjectNode config = json(SOUND);
        put(config, "/streams/1/path", "\"/tickets\"");
        put(config, "/streams/1/body", "{}");

        assertThat(problems(config)).extracting(ConfigProblem::pointer).containsExactly("/config/streams/1/partition");
    }

    @Test
    void allMistakesAreNamedAtOnce() throws JsonProcessingException {
        ObjectNode config = json(SOUND);
        put(config, "/streams/1/incremental/zone", "\"Nowhere\"");
        put(config, "/streams/1/mapping/titel", "\"/x\"");
        put(config, "/streams/0/name", "\"tickets\"");

        assertThat(problems(config))
                .extracting(ConfigProblem::pointer)
                .contains(
                        "/config/streams/1/name",
                        "/config/streams/1/incremental/zone",
                        "/config/streams/1/mapping/titel");
    }

    private List<ConfigProblem> problems(JsonNode config) {
        return IntegrationTool.problems(tool, config, entity -> ITEMS);
    }

    private static void put(ObjectNode config, String place, String value) throws JsonProcessingException {
        int end = place.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) config.at(place.substring(0, end));
        if (value.equals("-")) {
            parent.remove(place.substring(end + 1));
        } else {
            parent.set(place.substring(end + 1), new ObjectMapper().readTree(value));
        }
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}
