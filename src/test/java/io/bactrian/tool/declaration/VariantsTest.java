package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A variant of a tool says what is otherwise for accounts of one kind, and nothing that is the same. */
final class VariantsTest {
    private static final String TOOL = """
            title: Any
            config: {required: [baseUrl], properties: {baseUrl: {description: Address., type: string}}}
            credentials: {properties: {token: {description: A token., type: string}}}
            base: ["{baseUrl}"]
            authorization: [{kind: bearer, value: "{token}"}]
            probe: {get: /v3/me, account: {zone: /timeZone}}
            variant: {get: /v2/about, as: kind, at: /kind, of: {Own: own}}
            streams: [people, tasks]
            """;

    private static final Map<String, String> FILES = Map.of(
            "tool.yaml",
            TOOL,
            "streams/people.yaml",
            "{description: People., list: {get: /v3/people}}",
            "streams/tasks.yaml",
            "{description: Tasks., list: {get: /v3/tasks, query: {fields: all}}, fields: {key: /key, title: /title}}",
            "variants/own/tool.yaml",
            "{title: Any at home, paths: {/v3/: /v2/}, streams: [tasks]}",
            "variants/own/streams/tasks.yaml",
            "{list: {query: {fields: null, expand: some}}, fields: {key: null}}");

    private static Declared read(Map<String, String> changed) {
        Map<String, byte[]> contents = new HashMap<>();
        FILES.forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
        changed.forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return new Declarations().readSound("any", contents);
    }

    private static Tool own(Declared declared) {
        return declared.tool().orElseThrow().of(Map.of("kind", "Own"));
    }

    private static List<String> told(Declared declared) {
        return declared.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatAnAccountTellsChoosesTheVariant() {
        Declared declared = read(Map.of());

        assertThat(declared.problems()).isEmpty();
        assertThat(own(declared).title()).isEqualTo("Any at home");
        assertThat(declared.tool().orElseThrow().of(Map.of("kind", "Other")).title())
                .isEqualTo("Any");
        assertThat(declared.tool().orElseThrow().of(Map.of()).title()).isEqualTo("Any");
    }

    @Test
    void aVariantHasTheStreamsThatItLists() {
        Tool own = own(read(Map.of()));

        assertThat(own.streams()).containsOnlyKeys("tasks");
        assertThat(own.name()).isEqualTo("any");
    }

    @Test
    void pathsThatBeginAlikeGoElsewhere() {
        Tool own = own(read(Map.of()));

        assertThat(own.probe().request().path()).isEqualTo("/v2/me");
        assertThat(own.stream("tasks").list().path()).isEqualTo("/v2/tasks");
    }

    @Test
    void whatIsOtherwiseInEveryStreamIsSaidOnce() {
        Tool own = own(read(Map.of(
                "variants/own/tool.yaml", "{title: Any, streams: [tasks], every: {needs: {permission: Some}}}")));

        assertThat(own.stream("tasks").needs().permission()).isEqualTo("Some");
    }

    @Test
    void aPatchMergesObjectsAndTakesAwayByNull() {
        Tool own = own(read(Map.of()));

        assertThat(own.stream("tasks").list().query()).isEqualTo(Map.of("expand", "some"));
        assertThat(own.stream("tasks").fields()).containsOnlyKeys("title");
    }

    @Test
    void aPatchedDocumentIsHeldToTheSchemaAndToldOfByThePatch() {
        Declared declared = read(Map.of("variants/own/streams/tasks.yaml", "list: {get: null}\nid: 7"));

        assertThat(told(declared))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("variants/own/streams/tasks.yaml line 2, column 1 at /id: "))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("variants/own/streams/tasks.yaml line 1, column 1 at /list: "));
    }

    @Test
    void theStreamsOfAVariantFitEachOther() {
        Declared declared = read(Map.of(
                "variants/own/streams/tasks.yaml",
                "{list: {get: '/v2/people/{parent}/tasks'}, partition: {of: people}}"));

        assertThat(told(declared))
                .containsExactly("variants/own/streams/tasks.yaml at /partition/of:"
                        + " no stream people is listed before this one");
    }

    @Test
    void aPatchOfAStreamThatTheToolDoesNotHaveIsAMistake() {
        Declared declared = read(Map.of("variants/own/streams/notes.yaml", "{description: Notes.}"));

        assertThat(told(declared))
                .containsExactly("variants/own/streams/notes.yaml line 1, column 1: the tool has no stream notes");
    }

    @Test
    void whatIsCheckedBeforeTheKindIsKnownIsNotSaidOtherwise() {
        Declared declared =
                read(Map.of("variants/own/tool.yaml", "{title: Any, streams: [tasks], config: {properties: {}}}"));

        assertThat(told(declared)).anySatisfy(problem -> assertThat(problem).contains("unknown key config"));
    }

    @Test
    void aToolThatLacksAVariantIsNoTool() {
        Declared declared = read(Map.of("variants/own/tool.yaml", "{streams: [tasks]}"));

        assertThat(declared.tool()).isEmpty();
        assertThat(told(declared))
                .anySatisfy(problem -> assertThat(problem).contains("title"))
                .anySatisfy(
                        problem -> assertThat(problem).endsWith("at /variant/of/Own: there is no sound variants/own"));
    }

    @Test
    void aVariantThatNothingChoosesIsAMistake() {
        Declared declared = read(Map.of("tool.yaml", TOOL.replaceAll("(?m)^variant:.*$", "")));

        assertThat(told(declared)).anySatisfy(problem -> assertThat(problem).endsWith("nothing chooses variants/own"));
    }

    @Test
    void slicesThatAreAllAskedForAlikeAreAMistake() {
        Declared declared = read(Map.of(
                "variants/own/streams/tasks.yaml",
                "{paging: {kind: offset, send: at, slices: {at: /created, most: 10}}}"));

        assertThat(told(declared))
                .containsExactly("variants/own/streams/tasks.yaml at /paging/slices:"
                        + " the request holds no {from}, nor a condition with it");
    }
}
