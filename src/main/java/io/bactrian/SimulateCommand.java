package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.asana.AsanaSettings;
import io.bactrian.simulate.asana.SimulatedAsana;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.Parts;
import io.bactrian.simulate.jira.ServerSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.simulate.trello.SimulatedTrello;
import io.bactrian.simulate.trello.TrelloSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a simulated tool until it is told to stop. */
@Command(
        name = "simulate",
        description = "Runs a simulated tool on loopback, to try things out without an account.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    /** What the first line of the output holds before the address, which it ends with. */
    private static final String READY = " listens on ";

    private static final int BOARDS = 4;

    /** The tools that can be simulated. */
    enum Simulated {
        jira,
        asana,
        trello,
        github,
        generic
    }

    @Parameters(paramLabel = "TOOL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Simulated tool = Simulated.jira;

    @Option(names = "--port", defaultValue = "0", description = "0 takes any free port (default).")
    private int port;

    @Option(names = "--issues", defaultValue = "2000", description = "Issues of a Jira (default ${DEFAULT-VALUE}).")
    private int issues;

    @Option(
            names = "--projects",
            defaultValue = "8",
            description =
                    "Projects of an Asana or a help desk (generic), repositories of a GitHub (default ${DEFAULT-VALUE}).")
    private int projects;

    @Option(
            names = "--tickets",
            defaultValue = "40",
            description = "Tickets, tasks or issues of each of them (default ${DEFAULT-VALUE}).")
    private int tickets;

    @Option(names = "--boards", description = "Boards of a Trello (4 unless said otherwise) or a Jira (none).")
    private @Nullable Integer boards;

    @Option(
            names = "--cards",
            defaultValue = "60",
            description = "Cards of each of its boards (default ${DEFAULT-VALUE}).")
    private int cards;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes the same site (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--change-every",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "Changes something by itself this often; 0 never (default).")
    private long changeEvery;

    @Option(
            names = "--index-lag",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "How late search shows a change.")
    private long indexLag;

    @Option(
            names = "--benchmark",
            description = "Serves pre-rendered pages of issues as fast as it can; meant for load on loopback.")
    private boolean benchmark;

    @Option(names = "--data-center", description = "Serves the Jira as a Jira Data Center does.")
    private boolean dataCenter;

    @Option(
            names = "--children",
            defaultValue = "0",
            description =
                    "Comments, worklogs and changes of each issue of a benchmark site: one number, or three as in 3,2,5.")
    private String children;

    @Option(
            names = "--journal",
            paramLabel = "PATH",
            description = "Remembers the changes there, so that the same site can be started again.")
    private @Nullable Path journal;

    @Override
    public Integer call() throws InterruptedException {
        switch (tool) {
            case jira -> jira();
            case asana -> asana();
            case trello -> trello();
            case github -> github();
            case generic -> desk();
        }
        return ExitCode.OK;
    }

    /** The address in the first line that a simulator in another process writes. */
    static String address(String firstLine) {
        return firstLine.substring(firstLine.indexOf(READY) + READY.length());
    }

    private void jira() throws InterruptedException {
        JiraSettings settings = JiraSettings.defaults()
                .withPort(port)
                .withIssues(issues)
                .withBoards(boards == null ? 0 : boards)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery))
                .withIndexLag(Duration.ofMillis(indexLag))
                .withBenchmark(benchmark)
                .withParts(Parts.read(children));
        settings = dataCenter ? settings.asDataCenter() : settings;
        serve(
                journal == null ? SimulatedJira.start(settings) : SimulatedJira.resume(settings, journal),
                "Simulated Jira",
                login(settings));
    }

    private static String login(JiraSettings settings) {
        ServerSettings server = settings.server();
        return server == null
                ? "Log in as " + settings.username() + " with the API token " + settings.apiToken()
                : "It is served under " + server.path() + "; log in as " + server.username() + " with the password "
                        + server.password() + " or with the personal access token " + server.token();
    }

    private void asana() throws InterruptedException {
        AsanaSettings settings = AsanaSettings.defaults()
                .withPort(port)
                .withProjects(projects)
                .withTasks(tickets)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery));
        serve(
                journal == null ? SimulatedAsana.start(settings) : SimulatedAsana.resume(settings, journal),
                "Simulated Asana",
                "The access token is " + settings.accessToken());
    }

    private void trello() throws InterruptedException {
        TrelloSettings settings = TrelloSettings.defaults()
                .withPort(port)
                .withBoards(boards == null ? BOARDS : boards)
                .withCards(cards)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery));
        serve(
                journal == null ? SimulatedTrello.start(settings) : SimulatedTrello.resume(settings, journal),
                "Simulated Trello",
                "The API key is " + settings.apiKey() + ", the token " + settings.token());
    }

    private void github() throws InterruptedException {
        GithubSettings settings = GithubSettings.defaults()
                .withPort(port)
                .withRepositories(projects)
                .withIssues(tickets)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery));
        serve(
                journal == null ? SimulatedGithub.start(settings) : SimulatedGithub.resume(settings, journal),
                "Simulated GitHub",
                "The token is " + settings.token());
    }

    private void desk() throws InterruptedException {
        DeskSettings settings = DeskSettings.defaults()
                .withPort(port)
                .withProjects(projects)
                .withTickets(tickets)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery));
        serve(
                journal == null ? SimulatedDesk.start(settings) : SimulatedDesk.resume(settings, journal),
                "Simulated help desk",
                "Paths are /<open, basic, bearer, header or query>"
                        + "/<none, page, page0, offset, cursor, search, link or next_url>/<list>; user "
                        + settings.user() + ", password, token and desk_key " + settings.secret());
    }

    private static void serve(SimulatedTool simulated, String name, String access) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
        try (simulated) {
            System.out.println(name + READY + simulated.address());
            System.out.println(access);
            stopped.await();
        }
    }
}
