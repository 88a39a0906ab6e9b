package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.command.Api;
import io.bactrian.connection.Integration;
import io.bactrian.connection.NewIntegration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.StreamReport;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SeedPeriod;
import io.bactrian.simulate.jira.SimulatedJira;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Complaints that are true of our tool once a line is taken out of what it declares, or one is put in. */
@Tag("proof")
class WithoutCuresIT {
    private static final int ISSUES = 120;
    private static final String OF_ISSUES = "streams/issues.yaml";
    private static final String OF_THE_TOOL = "tool.yaml";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("short-census", OF_ISSUES, "(?s)(census:.*?\\{when\\})", "$1 and created < " + late())
                    .add("without-look-up", OF_ISSUES, "(?s)(census:.*?\\{when\\})", "$1 and created < " + late())
                    .and(
                            "without-look-up",
                            OF_ISSUES,
                            "(?m)^ {2}post: /rest/api/3/issue/bulkfetch\\n.*\\n",
                            "  get: /rest/api/3/search/jql\n  query: {jql: 'created < \"1971-01-01\" and id in ({ids})', fields: \"*all\"}\n")
                    .add("passing-over-401", OF_THE_TOOL, "(?m)^refusals:\\n", passingOver(401))
                    .add("passing-over-400", OF_THE_TOOL, "(?m)^refusals:\\n", passingOver(400))
                    .add("passing-over-403", OF_THE_TOOL, "(?m)^refusals:\\n", passingOver(403))
                    .and("passing-over-403", OF_ISSUES, "(?m)^census:\\n(?: {2}.*\\n)+", "")
                    .add("passing-over-403-of-the-census", OF_THE_TOOL, "(?m)^refusals:\\n", passingOver(403))
                    .add("seldom-listed", OF_ISSUES, "limit: 5000\\}\\n {2}every: 1d", "limit: 100}\n  every: 365d")
                    .add("without-elements", OF_THE_TOOL, "(?m)^ {2}elements:\\n(?: {4}.*\\n)+", "")
                    .add("with-volatile-parts", OF_ISSUES, "(?m)^volatile:\\n(?: {2}.*\\n)+", ""));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(ISSUES));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
    }

    @Test
    void aRecordThatIsNotListedIsLookedUp() {
        Integration integration = trial.synced("short-census");

        assertThat(trial.present(integration, "issues")).hasSize(ISSUES);
    }

    @Test
    void withoutLookingItUpARecordThatIsNotListedIsTakenForDeleted() {
        Integration integration = trial.synced("without-look-up");

        assertThat(trial.present(integration, "issues")).hasSizeLessThan(ISSUES);
    }

    @Test
    void whereA401IsPassedOverARunThatIsNotLetInIsGreenWithNothing() {
        Integration integration = trial.connect("passing-over-401");
        jira.faults().add(Fault.status(401).always());

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).isEmpty();
    }

    @Test
    void whereA400IsPassedOverARunIsGreenWithoutThePeople() {
        Integration integration = trial.connect("passing-over-400");
        jira.faults().add(Fault.status(400).on("/users").always());

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "users")).isEmpty();
    }

    @Test
    void whereA403IsPassedOverARunThatEndedEarlyIsGreen() {
        Integration integration = trial.connect("passing-over-403");
        jira.faults().add(Fault.status(403).on("/search/jql").times(1_000).every(3));

        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).hasSizeLessThan(ISSUES);
    }

    @Test
    void withoutAskingForProjectsOneThatDoesNotExistIsAccepted() {
        Integration integration = service.running()
                .operations()
                .connectToTool(
                        Caller.SYSTEM,
                        new NewIntegration(
                                "without-elements",
                                "test",
                                null,
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("baseUrl", jira.address().toString()),
                                service.running().credentials(jira.settings().apiToken()),
                                new ObjectMapper()
                                        .createObjectNode()
                                        .set(
                                                "projects",
                                                new ObjectMapper()
                                                        .createArrayNode()
                                                        .add("NOSUCH")),
                                null,
                                null),
                        true);

        assertThat(trial.full(integration).endedAt()).isNotNull();
        assertThat(trial.present(integration, "issues")).isEmpty();
    }

    @Test
    void anIssueThatWasLookedAtIsNotWrittenAgain() {
        assertThat(unchangedAfterLooking("jira")).isEqualTo(ISSUES);
    }

    @Test
    void withPartsThatChangeByThemselvesAnIssueThatWasLookedAtIsWrittenAgain() {
        assertThat(unchangedAfterLooking("with-volatile-parts")).isZero();
    }

    private long unchangedAfterLooking(String tool) {
        Integration integration = trial.synced(tool);
        jira.site().ids().forEach(jira.site()::view);
        return trial.full(integration).streams().stream()
                .filter(stream -> stream.stream().equals("issues"))
                .mapToLong(StreamReport::unchanged)
                .sum();
    }

    @Test
    void childrenOfAnIssueThatWasLookedAtAreNotAskedForAgain() {
        assertThat(askedForChildrenAfterLooking("jira")).isZero();
    }

    @Test
    void withPartsThatChangeByThemselvesChildrenOfUnchangedParentsAreAskedForAgain() {
        assertThat(askedForChildrenAfterLooking("with-volatile-parts")).isPositive();
    }

    private long askedForChildrenAfterLooking(String tool) {
        Integration integration = trial.synced(tool);
        jira.site().ids().forEach(jira.site()::view);
        jira.exchanges().reset();
        trial.full(integration);
        return jira.exchanges().count("/comment") + jira.exchanges().count("/changelog/bulkfetch");
    }

    /** So few that nobody is asked. */
    @Test
    void whereA403IsPassedOverAListingThatBrokeOffDeletesEverything() {
        side.start(JiraSettings.defaults().withIssues(15));
        takeSite();
        Integration integration = trial.synced("passing-over-403-of-the-census");
        jira.faults().add(Fault.status(403).on("/search/jql").always());
        jira.faults().add(Fault.status(403).on("/issue/bulkfetch").always());

        trial.incremental(integration);

        assertThat(trial.present(integration, "issues")).isEmpty();
    }

    /** The model is held to the records whenever the ids were listed. */
    @Test
    void whereIdsAreSeldomListedARecordThatTheModelLacksIsNamedByNoRunAndItIsGreen() {
        Integration integration = trial.synced("seldom-listed");
        String id = jira.site().ids().get(7);
        service.running()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "delete from work.items where integration_id = ? and external_id = ?", integration.id(), id));

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "issues")).contains(id);
        assertThat(trial.item(integration, id, "title")).isEmpty();
    }

    @Test
    void aQueryOfAllRecordsAsksTheToolForNothing() throws Exception {
        assertThat(askedByAQuery(trial.synced("jira"))).isZero();
    }

    /** No declaration could have it asked: the step that asks is woven in. */
    @Test
    void whereTheToolIsAskedFirstAQueryOfAllRecordsReadsThemAllThere() throws Exception {
        Integration integration = trial.synced("jira");
        AdviceWith.adviceWith(
                service.running().service().context(),
                "api-list-records",
                route -> route.weaveById("api-list-records-answer")
                        .before()
                        .filter(route.header("id").isEqualTo(integration.id().toString()))
                        .process(query -> trial.full(integration)));

        assertThat(askedByAQuery(integration)).isPositive();
    }

    private long askedByAQuery(Integration integration) throws InterruptedException {
        jira.exchanges().reset();
        new Api(service.running().address(), ServiceProcess.ADMIN_KEY)
                .get("/integrations/" + integration.id() + "/records/issues?limit=200");
        return jira.exchanges().count("/search/jql");
    }

    /** An answer that is taken for an empty list. */
    private static String passingOver(int status) {
        return "refusals:\n  - {status: " + status + ", category: not_found, act: no_list}\n";
    }

    /** Only a few are created later: a loss of more would be asked for. */
    private static String late() {
        Instant from = SeedPeriod.FROM;
        Duration most = SeedPeriod.LENGTH.multipliedBy(95).dividedBy(100);
        return from.plus(most).toString().substring(0, 10);
    }
}
