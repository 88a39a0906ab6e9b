package io.bactrian.tool.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.store.ColumnType;
import io.bactrian.store.EntityTable;
import io.bactrian.store.EntityTable.Column;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.DeclarationFailure;
import io.bactrian.tool.declaration.Declarations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an integration wants of its tool is held to what the tool has, and heeded in everything that is asked of it. */
final class OwnToolTest {
    private static final Map<String, String> ACCOUNT = Map.of("timeZone", "Europe/Berlin");
    private static final EntityTable ITEMS = new EntityTable(
            "items",
            List.of(
                    new Column("title", ColumnType.TEXT),
                    new Column("labels", ColumnType.TEXTS),
                    new Column("created_at", ColumnType.TIME),
                    new Column("due_on", ColumnType.DATE)));

    private Tool jira;

    @BeforeEach
    void read() throws DeclarationFailure {
        jira = new Declarations().read(Path.of("routes/jira"));
    }

    private String when(String scope, Map<String, String> values) throws JsonProcessingException {
        return OwnTool.of(jira, json(scope), null).stream("issues")
                .cursor()
                .complete(values)
                .get("when");
    }

    @Nested
    class WithinAScope {
        @Test
        void withoutOneEverythingIsAsked() throws JsonProcessingException {
            assertThat(when("{}", ACCOUNT)).isEqualTo("created >= \"1970-01-02 00:00\"");
        }

        @Test
        void projectsAreQuotedWhateverTheyHold() throws JsonProcessingException {
            String scope = "{'projects': ['10000', 'A\\\" or \\\"B', 'C\\\\', '{since}']}";

            assertThat(when(scope, ACCOUNT)).endsWith("""
                     and project in ("10000", "A\\" or \\"B", "C\\\\", "{since}")""");
        }

        @Test
        void aConditionOfTheUserStandsInParentheses() throws JsonProcessingException {
            assertThat(when("{'jql': 'priority = High or labels = x'}", Map.of("since", "S")))
                    .isEqualTo("updated >= \"S\" and (priority = High or labels = x)");
        }

        @Test
        void aStartDateIsWrittenInTheZoneOfTheAccount() throws JsonProcessingException {
            assertThat(when("{'startDate': '2026-07-01'}", ACCOUNT)).isEqualTo("updated >= \"2026-07-01 02:00\"");
            assertThat(when("{'startDate': '2026-07-01T00:30:00+02:00'}", ACCOUNT))
                    .isEqualTo("updated >= \"2026-07-01 00:30\"");
        }

        @Test
        void onlyTheStreamsNamedAreSyncedWithThoseEmbeddedInThem() throws JsonProcessingException {
            Tool own = OwnTool.of(jira, json("{'streams': ['issues', 'users']}"), null);

            assertThat(own.streams()).containsOnlyKeys("users", "issues");
            assertThat(own.stream("issues").children()).containsKey("comments");
        }

        @Test
        void anotherScopeIsAnotherText() throws JsonProcessingException {
            List<String> texts = List.of(
                    text("{}"), text("{'projects': ['A']}"), text("{'projects': ['B']}"), text("{'jql': 'a = b'}"));

            assertThat(texts).doesNotHaveDuplicates().contains("");
            assertThat(text("{'projects': ['A']}")).isEqualTo(text("{'projects': ['A'], 'streams': ['issues']}"));
        }

        private String text(String scope) throws JsonProcessingException {
            return OwnTool.of(jira, json(scope), null).stream("issues").cursor().scopeText();
        }

        @Test
        void whatIsPrivateIsKnownWhereItIsEmbedded() throws JsonProcessingException {
            StreamDeclaration issues = OwnTool.of(
                    jira,
                    json("{'leaveOut': [{'stream': 'comments', 'pointers': ['/body']}],"
                            + " 'hash': [{'stream': 'issues', 'pointers': ['/fields/summary']}]}"),
                    null)
                    .stream("issues");

            assertThat(issues.treatment().hash()).containsExactly("/fields/summary");
            assertThat(issues.children().get("comments").record().treatment().leaveOut())
                    .containsExactly("/body");
        }
    }

    @Nested
    class MistakesInAScope {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'streams': ['issues', 'isues']}                                       | /scope/streams/1
                {'streams': []}                                                        | /scope/streams
                {'stream': ['issues']}                                                 | /scope/stream
                {'projects': 'A'}                                                      | /scope/projects
                {'projects': ['A', 1]}                                                 | /scope/projects/1
                {'startDate': '2026-02-30'}                                            | /scope/startDate
                {'startDate': 'soon'}                                                  | /scope/startDate
                {'startDate': '2026-01-01', 'streams': ['users']}                      | /scope/startDate
                {'jql': 'a = b order  BY c'}                                           | /scope/jql
                {'jql': 'a = b) or (c = d'}                                            | /scope/jql
                {'jql': 'a = \\"b'}                                                    | /scope/jql
                {'jql': '(a = b'}                                                      | /scope/jql
                {'jql': ' '}                                                           | /scope/jql
                {'hash': [{'stream': 'nope', 'pointers': ['/a']}]}                     | /scope/hash/0/stream
                {'hash': [{'stream': 'issues', 'pointers': ['a']}]}                    | /scope/hash/0/pointers/0
                {'hash': [{'stream': 'issues', 'pointers': ['/a', '/id']}]}            | /scope/hash/0/pointers/1
                {'leaveOut': [{'stream': 'issues', 'pointers': ['/fields/labels/0']}]} | /scope/leaveOut/0/pointers/0
                {'leaveOut': [{'stream': 'issues', 'pointers': ['/fields']}]}          | /scope/leaveOut/0/pointers/0
                {'leaveOut': [{'stream': 'issues', 'pointers': ['/fields/comment/comments/*/body']}]} | /scope/leaveOut/0/pointers/0
                {'hash': [{'stream': 'issues', 'pointers': ['/fields/created']}]}      | /scope/hash/0/pointers/0
                {'hash': [{'stream': 'issues', 'pointer': ['/a']}]}                    | /scope/hash/0/pointer
                """)
        void areNamedWhereTheyStand(String scope, String pointer) throws JsonProcessingException {
            assertThat(problems(scope, "[]")).extracting(ConfigProblem::pointer).contains(pointer);
        }

        @Test
        void anOrderWithinATextIsNone() throws JsonProcessingException {
            assertThat(problems("{'jql': 'summary ~ \\\"order by (\\\" and reorder = by'}", "[]"))
                    .isEmpty();
        }

        @Test
        void whatIsNamedUnderAnEmbeddedStreamIsToldApart() throws JsonProcessingException {
            assertThat(problems("{'leaveOut': [{'stream': 'issues', 'pointers': ['/fields/comment']}]}", "[]"))
                    .extracting(ConfigProblem::message)
                    .containsExactly(
                            "the stream comments stands there: name the parts of its records under that stream");
        }
    }

    @Nested
    class MistakesInAMapping {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'stream': 'isues', 'from': '/a', 'to': 'fields.a'}                          | /stream
                {'stream': 'issues', 'from': '/a'}                                           | /to
                {'stream': 'issues', 'to': 'fields.a'}                                       | ``
                {'stream': 'issues', 'from': '/a', 'expression': 'a', 'to': 'fields.a'}      | ``
                {'stream': 'issues', 'expression': 'a +', 'to': 'fields.a'}                  | /expression
                {'stream': 'issues', 'from': 'a', 'to': 'fields.a'}                          | /from
                {'stream': 'issues', 'from': '/a', 'to': 'peple.name'}                       | /to
                {'stream': 'issues', 'from': '/a', 'to': 'items.titel'}                      | /to
                {'stream': 'fields', 'from': '/a', 'to': 'items.title'}                      | /to
                {'stream': 'issues', 'from': '/a', 'to': 'items.title', 'type': 'number'}    | /type
                {'stream': 'issues', 'from': '/a', 'to': 'fields.a', 'type': 'nummber'}      | /type
                {'stream': 'issues', 'from': '/a', 'to': 'fields.a', 'type': 'number', 'default': 'x'} | /default
                {'stream': 'issues', 'from': '/a', 'to': 'items.due_on', 'default': true}    | /default
                {'stream': 'issues', 'from': '/a', 'to': 'fields.a', 'deflaut': 1}           | /deflaut
                """)
        void areNamedWhereTheyStand(String entry, String pointer) throws JsonProcessingException {
            assertThat(problems("{}", "[" + entry + "]"))
                    .extracting(ConfigProblem::pointer)
                    .containsExactly("/dataMapping/0" + pointer);
        }

        @Test
        void aTargetIsMappedToOnce() throws JsonProcessingException {
            String title = "{'stream': 'issues', 'from': '/a', 'to': 'items.title'}";

            assertThat(problems("{}", "[" + title + "," + title + "]"))
                    .containsExactly(new ConfigProblem("/dataMapping/1/to", "is mapped to twice"));
        }

        @Test
        void aColumnIsSuggested() throws JsonProcessingException {
            assertThat(problems("{}", "[{'stream': 'issues', 'from': '/a', 'to': 'items.titel'}]"))
                    .extracting(ConfigProblem::message)
                    .containsExactly("there is no column titel, did you mean title?");
        }

        @Test
        void aSoundOneHasNoProblems() throws JsonProcessingException {
            assertThat(problems(
                            "{}",
                            "[{'stream': 'issues', 'from': '/fields/x', 'to': 'items.title', 'type': 'text'},"
                                    + "{'stream': 'comments', 'expression': '$uppercase(body)', 'to': 'fields.loud',"
                                    + " 'default': 'quiet'}]"))
                    .isEmpty();
        }
    }

    private List<ConfigProblem> problems(String scope, String mapping) throws JsonProcessingException {
        return new OwnToolCheck(name -> name.equals("items") ? ITEMS : new EntityTable(name, List.of()))
                .check(jira, json(scope), json(mapping));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
