package io.bactrian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A full sync of a simulated site, in a JVM of its own beside a simulator of its own. */
@Command(
        name = "sync",
        description = "Full syncs of a simulated Jira site: issues/s, CPU, memory, beside the floor of the same run.",
        mixinStandardHelpOptions = true)
final class BenchSyncCommand implements Callable<Integer> {
    @Mixin
    private BenchSyncOptions options = new BenchSyncOptions();

    @Option(
            names = "--heap",
            defaultValue = "256m",
            description = "Heap of the measured JVM (default ${DEFAULT-VALUE}).")
    private String heap;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> simulate = List.of(
                "simulate",
                "jira",
                "--benchmark",
                "--issues",
                Integer.toString(options.issues()),
                "--children",
                Integer.toString(options.children()));
        try (ChildJvm simulator = ChildJvm.start("256m", false, simulate)) {
            String site = SimulateCommand.address(simulator.firstLine());
            List<String> worker = new ArrayList<>(List.of("bench", "sync-worker", "--site", site));
            worker.addAll(options.arguments());
            try (ChildJvm measured = ChildJvm.start(heap, true, worker)) {
                return measured.await();
            }
        }
    }
}
