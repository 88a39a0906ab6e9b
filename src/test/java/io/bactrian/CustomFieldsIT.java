package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.jira.FieldChanges;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The custom fields of a Jira site are columns of the view of its issues, whatever becomes of them. */
class CustomFieldsIT extends WithRunningService {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SimulatedJira jira;
    private JiraTrial trial;
    private FieldChanges fields;
    private Integration integration;
    private String issue;

    @BeforeEach
    void syncSite() {
        jira = SimulatedJira.start(JiraSettings.defaults().withIssues(30));
        trial = new JiraTrial(running, jira);
        fields = jira.site().fields();
        integration = trial.synced("jira");
        issue = jira.site().ids().get(0);
    }

    /** Accounts share the view: where they disagree on a type, its column is a text. */
    @AfterEach
    void forgetSite() {
        running.jdbi().useHandle(handle -> handle.execute("delete from work.custom_fields"));
        jira.close();
    }

    @Test
    void aColumnHasTheTypeOfItsField() {
        assertThat(typeOf("story_points")).isEqualTo("numeric");
        assertThat(typeOf("target_date")).isEqualTo("date");
        assertThat(typeOf("escalated_at")).isEqualTo("timestamp with time zone");
        assertThat(typeOf("topics")).isEqualTo("jsonb");
        assertThat(typeOf("customer_no")).isEqualTo("text");
        assertThat(number(
                        "story_points is not null and story_points <> (raw #>> '{fields,customfield_10016}')::numeric"))
                .isZero();
        assertThat(number("story_points > 0")).isPositive();
        assertThat(number("severity = 'Major'")).isPositive();
        assertThat(number("approver in (select external_id from work.people)")).isPositive();
        assertThat(number("topics @> '[\"vip\"]'")).isPositive();
    }

    @Test
    void theFieldsOfANewAccountAreNoNews() {
        assertThat(news()).isEmpty();
    }

    @Test
    void aNewFieldAppearsByItself() {
        String field = fields.add("Cost centre", "number");
        fields.fill(issue, field, DecimalNode.valueOf(new BigDecimal("4711.5")));

        RunReport run = trial.incremental(integration);

        assertThat(values("cost_centre::text")).containsExactly("4711.5");
        assertThat(news()).containsExactly("field.appeared " + field + " Cost centre cost_centre");
        assertThat(timeline(run)).contains("field_appeared");
    }

    @Test
    void aNewFieldIsTheLastColumnSoThatViewsOfAnalystsKeepStanding() {
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "create view work.mine as select external_id, story_points from work.jira_issues"));
        try {
            fields.add("Aardvark", "string");

            trial.incremental(integration);

            assertThat(typeOf("aardvark")).isEqualTo("text");
        } finally {
            running.jdbi().useHandle(handle -> handle.execute("drop view work.mine"));
        }
    }

    @Test
    void aSecondFieldOfATitleLeavesTheFirstItsColumn() {
        String second = fields.add("Story Points", "number");
        fields.fill(issue, second, DecimalNode.valueOf(new BigDecimal("99")));

        trial.incremental(integration);

        assertThat(values("story_points_" + second + "::text")).containsExactly("99");
        assertThat(number("story_points is distinct from (raw #>> '{fields,customfield_10016}')::numeric"))
                .isZero();
    }

    @Test
    void aRenamedFieldIsAColumnUnderItsNewTitle() {
        fields.rename("customfield_10016", "Effort");

        trial.incremental(integration);

        assertThat(number("effort > 0")).isPositive();
        assertThat(typeOf("story_points")).isEmpty();
        assertThat(news()).containsExactly("field.renamed customfield_10016 Effort effort was Story Points");
    }

    @Test
    void aRetypedFieldIsAColumnOfItsNewType() {
        fields.retype("customfield_10016", "string");

        trial.incremental(integration);

        assertThat(typeOf("story_points")).isEqualTo("text");
        assertThat(news()).containsExactly("field.retyped customfield_10016 Story Points story_points was number");
    }

    @Test
    void aRemovedFieldStaysWithWhatItsRecordsHold() {
        int before = number("story_points is not null");
        fields.remove("customfield_10016");

        trial.incremental(integration);

        assertThat(number("story_points is not null")).isEqualTo(before).isPositive();
        assertThat(news()).containsExactly("field.removed customfield_10016 Story Points story_points");
        assertThat(known("removed_at is not null")).containsExactly("customfield_10016");
        assertThat(trial.incremental(integration).certificate()).isNotNull();
        assertThat(news()).hasSize(1);
    }

    @Test
    void aValueThatIsNotOfTheTypeRefusesNoQuery() {
        fields.fill(issue, "customfield_10016", TextNode.valueOf("a few"));
        fields.fill(issue, "customfield_10033", TextNode.valueOf("2026-02-30"));
        fields.fill(issue, "customfield_10034", JSON.objectNode().put("some", "thing"));

        trial.incremental(integration);

        assertThat(values("story_points::text")).isEmpty();
        assertThat(number("target_date is not null and escalated_at is not null and story_points > 0"))
                .isNotNegative();
        assertThat(running.texts("select raw #>> '{fields,customfield_10016}' from work.jira_issues where " + mine()
                        + " and external_id = '" + issue + "'"))
                .containsExactly("a few");
    }

    @Test
    void nothingIsWrittenOfFieldsThatAreAsTheyWere() {
        String before = versions();

        trial.incremental(integration);

        assertThat(versions()).isEqualTo(before);
    }

    private String versions() {
        return String.join(
                ",",
                running.texts("select xmin::text || field_id from work.custom_fields where " + mine()
                        + " order by field_id"));
    }

    private String mine() {
        return "integration_id = '" + integration.id() + "'";
    }

    private int number(String condition) {
        return running.number("select count(*) from work.jira_issues where " + mine() + " and " + condition);
    }

    /** What the issue has in a column. */
    private List<String> values(String column) {
        return running.texts("select " + column + " from work.jira_issues where " + mine() + " and external_id = '"
                + issue + "' and " + column + " is not null");
    }

    private String typeOf(String column) {
        return String.join(
                "",
                running.texts("select format_type(atttypid, atttypmod) from pg_attribute where attrelid = "
                        + "'work.jira_issues'::regclass and attname = '" + column + "'"));
    }

    private List<String> known(String condition) {
        return running.texts("select field_id from work.custom_fields where " + mine() + " and " + condition);
    }

    private List<String> news() {
        return running.texts("select concat_ws(' ', type, data ->> 'field', data ->> 'title', data ->> 'column',"
                + " 'was ' || (data ->> 'was')) from bactrian.events where type like 'field.%' and " + mine()
                + " order by id");
    }

    private List<String> timeline(RunReport run) {
        return running.texts("select step from bactrian.run_steps where run_id = '" + run.id() + "'");
    }
}
