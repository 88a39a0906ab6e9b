package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SimulatedJira;
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
    /** What the first line of the output begins with; the address follows. */
    static final String READY = "Simulated Jira listens on ";

    /** The tools that can be simulated. */
    enum Simulated {
        jira
    }

    @Parameters(paramLabel = "TOOL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Simulated tool = Simulated.jira;

    @Option(names = "--port", defaultValue = "0", description = "0 takes any free port (default).")
    private int port;

    @Option(names = "--issues", defaultValue = "2000", description = "Issues of the site (default ${DEFAULT-VALUE}).")
    private int issues;

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

    @Option(names = "--children", defaultValue = "0", description = "Comments per issue of a benchmark site.")
    private int children;

    @Option(
            names = "--journal",
            paramLabel = "PATH",
            description = "Remembers the changes there, so that the same site can be started again.")
    private @Nullable Path journal;

    @Override
    public Integer call() throws InterruptedException {
        JiraSettings settings = JiraSettings.defaults()
                .withPort(port)
                .withIssues(issues)
                .withSeed(seed)
                .withChangeEvery(Duration.ofMillis(changeEvery))
                .withIndexLag(Duration.ofMillis(indexLag))
                .withBenchmark(benchmark)
                .withChildren(children);
        try (SimulatedJira jira = start(settings)) {
            System.out.println(READY + jira.address());
            System.out.println("Log in as " + settings.username() + " with the API token " + settings.apiToken());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
            stopped.await();
        }
        return ExitCode.OK;
    }

    private SimulatedJira start(JiraSettings settings) {
        return switch (tool) {
            case jira -> journal == null ? SimulatedJira.start(settings) : SimulatedJira.resume(settings, journal);
        };
    }
}
