package io.bactrian.tool.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.FieldSource;
import io.bactrian.tool.Paging;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Declarations are read into records. */
final class DeclarationsTest {
    private static final Path JIRA = Path.of("routes/jira");

    private final Declarations declarations = new Declarations();

    private Tool jira;

    @BeforeEach
    void read() throws DeclarationFailure {
        jira = declarations.read(JIRA);
    }

    @Test
    void streamsComeInTheOrderTheToolListsThem() {
        assertThat(jira.streams().keySet())
                .containsSubsequence("projects", "versions", "components", "users", "statuses", "fields", "issues")
                .containsSubsequence("issues", "boards", "sprints", "sprint_issues");
    }

    @Test
    void aRequestIsReadFromItsVerb() {
        StreamDeclaration issues = jira.stream("issues");

        assertThat(issues.list().method()).isEqualTo(RequestTemplate.Method.GET);
        assertThat(issues.list().path()).isEqualTo("/rest/api/3/search/jql");
        assertThat(issues.byIds().request().method()).isEqualTo(RequestTemplate.Method.POST);
        assertThat(issues.byIds().items()).isEqualTo("/issues");
    }

    @Test
    void fieldsAreReadFromPointersTemplatesAndObjects() {
        Map<String, FieldSource> fields = jira.stream("issues").fields();

        assertThat(fields.get("key").pointers()).containsExactly("/key");
        assertThat(fields.get("url").template()).isEqualTo("{baseUrl}/browse/{/key}");
        assertThat(fields.get("description").as()).isEqualTo(FieldSource.As.ADF_TEXT);
        assertThat(fields.get("status_category").map()).containsEntry("new", "todo");
    }

    @Test
    void childrenCarryTheirOwnNameAndRequest() {
        StreamDeclaration issues = jira.stream("issues");

        assertThat(issues.children()).containsOnlyKeys("comments", "worklogs", "changes", "attachments", "issue_links");
        assertThat(issues.children().get("changes").record().name()).isEqualTo("changes");
        assertThat(issues.children().get("changes").rest().batch()).isEqualTo(100);
        assertThat(issues.children().get("comments").rest().paging().total()).isEqualTo("/total");
    }

    @Test
    void whatIsLeftOutHasItsDescribedDefault() {
        StreamDeclaration fields = jira.stream("fields");

        assertThat(fields.id()).isEqualTo("/id");
        assertThat(fields.items()).isEmpty();
        assertThat(fields.paging().kind()).isEqualTo(Paging.Kind.NONE);
        assertThat(fields.cursor().kind()).isEqualTo(CursorDeclaration.Kind.WHOLE);
        assertThat(jira.stream("issues").census().every()).isEqualTo(Duration.ofDays(1));
        assertThat(jira.authorization().get(0).name()).isEqualTo("Authorization");
    }

    @Test
    void theSearchIsBoundedWhateverIsKnown() {
        CursorDeclaration cursor = jira.stream("issues").cursor();

        assertThat(cursor.when(Map.of())).isEqualTo("created >= \"1970-01-02 00:00\"");
        assertThat(cursor.when(Map.of("since", "S"))).isEqualTo("updated >= \"S\"");
        assertThat(cursor.when(Map.of("from", "F", "to", "T"))).isEqualTo("created >= \"F\" and created < \"T\"");
        assertThat(cursor.when(Map.of("to", "T"))).isEqualTo("created >= \"1970-01-02 00:00\" and created < \"T\"");
    }
}
