package io.bactrian.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.failure.ToolFailure;
import io.bactrian.failure.ToolFailure.ConfigurationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates become requests that are encoded and have no place left open. */
final class TemplatesTest {

    @Test
    void valuesAreEncodedInPathAndQuery() throws ToolFailure {
        RequestTemplate template = get("/issue/{parent}/comment", Map.of("jql", "name = \"{name}\""));

        Request request = Templates.fill(template, Map.of("parent", "a/b c", "name", "x&y+z"), Map.of());

        assertThat(request.pathAndQuery()).isEqualTo("/issue/a%2Fb%20c/comment?jql=name%20%3D%20%22x%26y%2Bz%22");
        assertThat(request.body()).isNull();
    }

    @Test
    void idsMayStandInThePath() throws ToolFailure {
        Request request = Templates.fill(get("/cards/{ids}", Map.of()), Map.of(), Map.of("ids", List.of("a/1")));

        assertThat(request.pathAndQuery()).isEqualTo("/cards/a%2F1");
    }

    @Test
    void aValueIsNeverReadAsAPlaceItself() throws ToolFailure {
        RequestTemplate template = get("/{parent}", Map.of());

        Request request = Templates.fill(template, Map.of("parent", "{secret}$1\\"), Map.of());

        assertThat(request.pathAndQuery()).isEqualTo("/%7Bsecret%7D%241%5C");
    }

    @Test
    void aPlaceWithoutAValueIsNamed() {
        RequestTemplate template = get("/search", Map.of("jql", "{when} order by id"));

        assertThatThrownBy(() -> Templates.fill(template, Map.of(), Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("{when}");
    }

    @Test
    void anOptionalQueryEntryWithoutAValueIsLeftOut() throws ToolFailure {
        RequestTemplate template = get("/search", Map.of("keys", "{projects?}"));

        assertThat(Templates.fill(template, Map.of(), Map.of()).pathAndQuery()).isEqualTo("/search");
        assertThat(Templates.fill(template, Map.of(), Map.of("projects", List.of("A", "B")))
                        .pathAndQuery())
                .isEqualTo("/search?keys=A%2CB");
    }

    @Test
    void aBodyTakesListsAsArraysAndEscapesValues() throws ToolFailure, JsonProcessingException {
        RequestTemplate template =
                post("{\"ids\": \"{ids}\", \"name\": \"is {name}\", \"left\": \"{left?}\", \"all\": [\"*all\"]}");

        Request request = Templates.fill(template, Map.of("name", "\"q\""), Map.of("ids", List.of("1", "2")));

        assertThat(request.body()).isEqualTo("{\"ids\":[\"1\",\"2\"],\"name\":\"is \\\"q\\\"\",\"all\":[\"*all\"]}");
    }

    @Test
    void aTokenPageCarriesSizeAndPositionInTheQuery() throws ToolFailure {
        Paging paging = new Paging(Paging.Kind.TOKEN, "nextPageToken", "/nextPageToken", "maxResults", 100, null);
        RequestTemplate template = get("/search", Map.of("fields", "id"));

        Request first = Templates.page(template, paging, null, Map.of(), Map.of());
        Request second = Templates.page(template, paging, "a=b", Map.of(), Map.of());

        assertThat(first.pathAndQuery()).isEqualTo("/search?fields=id&maxResults=100");
        assertThat(second.pathAndQuery()).isEqualTo("/search?fields=id&maxResults=100&nextPageToken=a%3Db");
    }

    @Test
    void anOffsetPageMayCarryItsPositionInTheBody() throws ToolFailure, JsonProcessingException {
        Paging paging = new Paging(Paging.Kind.OFFSET, "/page/startAt", null, "/maxResults", 50, "/total");

        Request request = Templates.page(post("{\"ids\":[\"1\"]}"), paging, "150", Map.of(), Map.of());

        assertThat(request.body()).isEqualTo("{\"ids\":[\"1\"],\"maxResults\":50,\"page\":{\"startAt\":150}}");
        assertThat(request.pathAndQuery()).isEqualTo("/fetch");
    }

    private static RequestTemplate get(String path, Map<String, String> query) {
        return new RequestTemplate(RequestTemplate.Method.GET, path, query, null);
    }

    private static RequestTemplate post(String body) throws JsonProcessingException {
        return new RequestTemplate(RequestTemplate.Method.POST, "/fetch", Map.of(), new ObjectMapper().readTree(body));
    }
}
