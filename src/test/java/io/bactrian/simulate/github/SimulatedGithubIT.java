package io.bactrian.simulate.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.SimulatorClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated GitHub does what the real one is known to do. */
class SimulatedGithubIT {
    private static final Pattern NEXT = Pattern.compile("<[^>]*?(/repositories[^>]*)>; rel=\"next\"");

    private SimulatedGithub simulated;
    private Github github;
    private SimulatorClient client;
    private String repository;

    @BeforeEach
    void start() {
        simulated = SimulatedGithub.start(
                GithubSettings.defaults().withRepositories(2).withIssues(45));
        github = simulated.github();
        client = new SimulatorClient(
                simulated.address(), "", "Bearer " + simulated.settings().token());
        repository = github.ids("repositories").get(0);
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void pagesAreFoundByTheLinkHeaderAlone() throws Exception {
        TreeSet<Long> numbers = new TreeSet<>();
        String path = "/repositories/" + repository + "/issues?state=all&per_page=20";
        int pages = 0;
        while (path != null) {
            HttpResponse<String> answer = client.send(path);
            client.get(path).forEach(issue -> numbers.add(issue.path("number").asLong()));
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            path = next.find() ? next.group(1) : null;
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(numbers).hasSize(45);
    }

    @Test
    void issuesAndPullRequestsAreListedTogetherAndOnlyOpenOnesUnlessAskedFor() throws Exception {
        github.change("close", github.ids("issues").get(0));
        String issues = "/repositories/" + repository + "/issues?per_page=100";

        JsonNode open = client.get(issues);
        JsonNode all = client.get(issues + "&state=all");

        assertThat(open).hasSize(44);
        assertThat(all).hasSize(45).anyMatch(issue -> issue.has("pull_request"));
        assertThat(all).allMatch(issue -> issue.has("pull_request") == issue.has("draft"));
    }

    @Test
    void sinceIsTheInstantOfChangeItselfIncluded() throws Exception {
        String changed = github.change("rename", github.ids("issues").get(5));
        String at = github.truth("issues", changed).path("updated_at").asText();

        JsonNode found = client.get("/repositories/" + repository + "/issues?state=all&since=" + at);

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/number").asText()).isEqualTo(changed.substring(changed.indexOf('/') + 1));
    }

    @Test
    void whatIsGoneSaysHow() throws Exception {
        String deleted = github.ids("issues").get(0);
        String transferred = github.ids("issues").get(1);
        github.change("delete", deleted);
        github.change("transfer", transferred);
        github.change("disable_issues", github.ids("repositories").get(1));

        assertThat(status(deleted)).isEqualTo(410);
        assertThat(status(transferred)).isEqualTo(301);
        assertThat(status(repository + "/4711")).isEqualTo(404);
        assertThat(client.send("/repositories/" + github.ids("repositories").get(1) + "/issues")
                        .body())
                .contains("Issues are disabled");
    }

    @Test
    void whatTheCallerHasIsNotSentAgainAndCostsNothing() throws Exception {
        HttpResponse<String> first = client.send("/user");
        HttpRequest again = HttpRequest.newBuilder(URI.create(simulated.address() + "/user"))
                .header("Authorization", "Bearer " + simulated.settings().token())
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build();

        HttpResponse<String> second = HttpClient.newHttpClient().send(again, BodyHandlers.ofString());

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(remaining(second)).isEqualTo(remaining(first));
        assertThat(remaining(client.send("/user"))).isEqualTo(remaining(first) - 1);
    }

    @Test
    void tooManyRequestsAndTooFrequentOnesAreRefused() throws Exception {
        simulated.throttle(1, 403);
        HttpResponse<String> frequent = client.send("/user");
        try (SimulatedGithub small =
                SimulatedGithub.start(GithubSettings.defaults().withHourly(1))) {
            SimulatorClient caller = new SimulatorClient(
                    small.address(), "", "Bearer " + small.settings().token());
            caller.send("/user");

            HttpResponse<String> many = caller.send("/user");

            assertThat(many.statusCode()).isEqualTo(403);
            assertThat(remaining(many)).isZero();
        }
        assertThat(frequent.statusCode()).isEqualTo(403);
        assertThat(frequent.body()).contains("secondary rate limit");
        assertThat(frequent.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aStrangerIsNotLetIn() throws Exception {
        HttpResponse<String> refused = new SimulatorClient(simulated.address(), "", "Bearer other").send("/user");

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    private int status(String issue) throws Exception {
        return client.send("/repositories/" + issue.replace("/", "/issues/")).statusCode();
    }

    private static long remaining(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("X-RateLimit-Remaining").orElseThrow();
    }
}
