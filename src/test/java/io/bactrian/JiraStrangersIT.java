package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationStatus;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.simulate.Fault;
import io.bactrian.simulate.Fault.Kind;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Jira answers whom it does not believe, whom it has heard too often, and from whom it keeps people: each once with our
 * tool, and once with the tool less the line that knows of it.
 */
@Tag("proof")
class JiraStrangersIT {
    private static final String OF_THE_TOOL = "tool.yaml";
    private static final String OF_USERS = "streams/users.yaml";
    private static final String PAGES = "limit: 1000";
    private static final String REASON = "X-Seraph-LoginReason";
    private static final String STRANGER = "AUTHENTICATED_FAILED";
    private static final String USERS = "/users/search";
    private static final String SEARCH = "/search/jql";

    @RegisterExtension
    static final WeakenedService service = new WeakenedService(
            "jira",
            tools -> tools.withoutVariants()
                    .add("without-captcha", OF_THE_TOOL, "(?m)^.*(AUTHENTICATION_DENIED|CAPTCHA_CHALLENGE).*\\n", "")
                    .add("without-stranger", OF_THE_TOOL, "(?m)^.*AUTHENTICATED_FAILED.*\\n", "")
                    .add(
                            "without-asking-who-calls",
                            OF_THE_TOOL,
                            "get: /rest/api/3/myself",
                            "get: /rest/api/3/serverInfo")
                    .add(
                            "without-repeating",
                            OF_THE_TOOL,
                            "maximum: 10\\n {6}default: 3",
                            "maximum: 10\n      default: 0")
                    .add("in-small-pages", OF_USERS, PAGES, "limit: 10")
                    .add(
                            "without-pages",
                            OF_USERS,
                            "kind: offset, send: startAt, size: maxResults, limit: 1000",
                            "kind: none"));

    @RegisterExtension
    final JiraSide side = new JiraSide(JiraSettings.defaults().withIssues(15));

    private SimulatedJira jira;
    private JiraTrial trial;

    @BeforeEach
    void takeSite() {
        jira = side.simulated();
        trial = side.trial(service.running());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Authentication-Denied-Reason, CAPTCHA_CHALLENGE; login-url=https://acme.atlassian.net/login",
        "X-Seraph-LoginReason, AUTHENTICATION_DENIED"
    })
    void whoIsToSolveACaptchaTriesNoMore(String header, String reason) {
        Integration integration = trial.synced("jira");
        captcha(header, reason);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(status(integration)).isEqualTo(IntegrationStatus.PAUSED.word());
        assertThat(jira.faults().played()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Authentication-Denied-Reason, CAPTCHA_CHALLENGE; login-url=https://acme.atlassian.net/login",
        "X-Seraph-LoginReason, AUTHENTICATION_DENIED"
    })
    void withoutKnowingOfCaptchasWhoIsToSolveOneTriesOnAndOn(String header, String reason) {
        Integration integration = trial.synced("without-captcha");
        captcha(header, reason);

        trial.incremental(integration);

        assertThat(status(integration)).isNotEqualTo(IntegrationStatus.PAUSED.word());
        assertThat(jira.faults().played()).isGreaterThan(10);
    }

    @Test
    void whoIsServedAsAStrangerAndToldSoStopsAtOnce() {
        Integration integration = trial.synced("jira");
        List<String> before = trial.present(integration, "projects");
        stranger();

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().category()).isEqualTo("authentication");
        assertThat(jira.faults().played()).isEqualTo(1);
        assertThat(trial.present(integration, "projects")).isEqualTo(before);
    }

    /** Asking who calls before anything is marked still keeps the tables full. */
    @Test
    void withoutReadingThatItIsServedAsAStrangerItReadsOn() {
        Integration integration = trial.synced("without-stranger");
        stranger();

        trial.incremental(integration);

        assertThat(jira.faults().played()).isGreaterThan(1);
    }

    @Test
    void anEmptyAnswerForAStrangerEmptiesNoTable() {
        Integration integration = trial.synced("jira");
        List<String> before = trial.present(integration, "users");
        jira.faults().add(Fault.of(Kind.EMPTY).with(REASON, STRANGER).on(USERS).always());

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().category()).isEqualTo("authentication");
        assertThat(trial.present(integration, "users")).isEqualTo(before);
    }

    /** An answer of nothing is no list of nothing. */
    @Test
    void withoutReadingThatItIsAStrangersAnEmptyAnswerIsAGapForEver() {
        Integration integration = trial.synced("without-stranger");
        List<String> before = trial.present(integration, "users");
        jira.faults().add(Fault.of(Kind.EMPTY).with(REASON, STRANGER).on(USERS).always());

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(trial.present(integration, "users")).isEqualTo(before);
    }

    @Test
    void aSearchThatIsAnsweredAsAStrangersTakesNothingAway() {
        Integration integration = trial.synced("jira");
        jira.site().treatAsAnonymous(true);

        RunReport run = trial.incremental(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.FAILED);
        assertThat(absent(integration)).isEmpty();
    }

    @Test
    void withoutAskingWhoCallsASearchThatIsAnsweredAsAStrangersTakesIssuesAndProjectsAway() {
        Integration integration = trial.synced("without-asking-who-calls");
        jira.site().treatAsAnonymous(true);

        trial.incremental(integration, "projects", "issues");

        assertThat(absent(integration)).contains("issues", "projects");
    }

    @Test
    void aRefusalThatDoesNotSayHowLongItLastsIsWaitedOut() {
        jira.faults().add(Fault.rateLimit(null, null).on(SEARCH).times(3));

        RunReport run = trial.full(trial.connect("jira"));

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
    }

    @Test
    void withoutRepeatingWhatWasRefusedForAWhileTheRunIsNotGreen() {
        jira.faults().add(Fault.rateLimit(null, null).on(SEARCH).times(3));

        RunReport run = trial.full(trial.connect("without-repeating"));

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
    }

    @Test
    void aShortPageOfPeopleIsNotTheLast() {
        List<String> shown = withholdSome();

        Integration integration = trial.connect("in-small-pages");
        RunReport run = trial.full(integration);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(trial.present(integration, "users")).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void withoutAskingOnUntilAPageIsEmptyPeopleAreMissed() {
        List<String> shown = withholdSome();

        Integration integration = trial.synced("without-pages");

        assertThat(trial.present(integration, "users")).hasSizeLessThan(shown.size());
    }

    private void captcha(String header, String reason) {
        jira.faults().add(Fault.status(403).with(header, reason).always());
    }

    private void stranger() {
        jira.site().treatAsAnonymous(true);
        jira.faults().add(Fault.of(Kind.RIGHT).with(REASON, STRANGER).always());
    }

    /** Of each three people the second is private, and the last but one; tells who is not. */
    private List<String> withholdSome() {
        List<String> people = jira.site().people();
        List<String> privately = IntStream.range(0, people.size())
                .filter(number -> number % 3 == 1 && number != people.size() - 1 || number == people.size() - 2)
                .mapToObj(people::get)
                .toList();
        jira.site().withholdPeople(privately);
        return people.stream().filter(person -> !privately.contains(person)).toList();
    }

    private String status(Integration integration) {
        return service.running()
                .texts("select status from bactrian.integrations where id = '" + integration.id() + "'")
                .get(0);
    }

    private List<String> absent(Integration integration) {
        return trial.texts(integration, "select distinct stream from work.records where absence <> 'present'");
    }
}
