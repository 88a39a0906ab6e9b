package io.bactrian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.bench.Exchanged;
import io.bactrian.bench.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the product on this machine, in a JVM of its own beside a simulator of its own. */
@Command(
        name = "bench",
        description = "Measures the product on this machine, beside the floor of the same run.",
        mixinStandardHelpOptions = true,
        subcommands = BenchWorker.class)
final class BenchCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> rows = new ArrayList<>();
    private String machine = "";
    private @Nullable Figure first;

    @Command(
            description =
                    "Full syncs of an empty database, and of one of which --changed percent are old; and the requests of one beside those of asking one by one.",
            mixinStandardHelpOptions = true)
    int sync(@Mixin BenchOptions options) throws IOException, InterruptedException {
        int worst = measure(options, BenchOptions.SMALL, List.of(), BenchWorker.Scenario.SYNC);
        if (first != null) {
            System.out.println(first.requestsBeside(
                    options.parts().inWords(), options.parts().kinds()));
        }
        return worst;
    }

    @Command(description = "Full syncs of what is stored already, unchanged.", mixinStandardHelpOptions = true)
    int resync(@Mixin BenchOptions options) throws IOException, InterruptedException {
        return measure(options, BenchOptions.SMALL, List.of(), BenchWorker.Scenario.RESYNC);
    }

    @Command(
            description = "Incremental syncs: of nothing changed, and of --changed percent (default 1).",
            mixinStandardHelpOptions = true)
    int incremental(@Mixin BenchOptions options) throws IOException, InterruptedException {
        return measure(options, BenchOptions.LARGE, List.of(), BenchWorker.Scenario.INCREMENTAL);
    }

    @Command(description = "Lists all ids and compares them with what is stored.", mixinStandardHelpOptions = true)
    int census(@Mixin BenchOptions options) throws IOException, InterruptedException {
        return measure(options, BenchOptions.LARGE, List.of(), BenchWorker.Scenario.CENSUS);
    }

    @Command(
            description =
                    "How long a saved file takes until it runs, idle and under a sync, and what the sync loses by it.",
            mixinStandardHelpOptions = true)
    int reload(@Mixin BenchOptions options) throws IOException, InterruptedException {
        int worst = measure(options, BenchOptions.TINY, List.of(), BenchWorker.Scenario.RELOAD);
        table(Exchanged.TABLE_HEAD);
        return worst;
    }

    @Command(
            description = "Everything, small and large, and then the table of it for the README.",
            mixinStandardHelpOptions = true)
    int all(@Mixin BenchOptions options) throws IOException, InterruptedException {
        int worst =
                measure(options, BenchOptions.SMALL, List.of(), BenchWorker.Scenario.SYNC, BenchWorker.Scenario.RESYNC);
        worst = Math.max(
                worst, measure(options, BenchOptions.SMALL, List.of("--records-only"), BenchWorker.Scenario.SYNC));
        worst = Math.max(
                worst,
                measure(
                        options,
                        BenchOptions.LARGE,
                        List.of(),
                        BenchWorker.Scenario.CENSUS,
                        BenchWorker.Scenario.INCREMENTAL));
        table(Figure.TABLE_HEAD);
        return worst;
    }

    private void table(String head) {
        System.out.println(machine);
        System.out.println();
        System.out.println(head);
        rows.forEach(System.out::println);
    }

    private int measure(BenchOptions options, int issues, List<String> more, BenchWorker.Scenario... scenarios)
            throws IOException, InterruptedException {
        int size = options.issues(issues);
        List<String> simulate = List.of(
                "simulate",
                "jira",
                "--benchmark",
                "--issues",
                Integer.toString(size),
                "--children",
                options.parts().toString());
        try (ChildJvm simulator = ChildJvm.start("256m", simulate)) {
            String site = SimulateCommand.address(simulator.firstLine());
            List<String> worker = new ArrayList<>(List.of("bench", "worker", "--site", site));
            worker.addAll(options.arguments(size));
            worker.addAll(more);
            Arrays.stream(scenarios).map(Enum::name).forEach(worker::add);
            try (ChildJvm measured = ChildJvm.start(options.heap(), worker)) {
                measured.lines().forEach(this::show);
                return measured.await();
            }
        }
    }

    private void show(String line) {
        if (!line.startsWith("{")) {
            // The virtual machine itself may have something to say.
            System.err.println(line);
            return;
        }
        System.out.println(line);
        try {
            JsonNode told = JSON.readTree(line);
            if (told.has("machine")) {
                machine = told.path("machine").asText() + "; "
                        + told.path("database").asText();
            } else if (told.has("saves")) {
                rows.add(JSON.treeToValue(told, Exchanged.class).row());
            } else {
                Figure figure = JSON.treeToValue(told, Figure.class);
                first = first == null ? figure : first;
                rows.add(figure.row());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the measured process printed something else than figures: " + line, e);
        }
    }

    /** The worker's way of printing. */
    static void print(Object told) throws JsonProcessingException {
        System.out.println(JSON.writeValueAsString(told));
    }
}
