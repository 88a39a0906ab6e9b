package io.bactrian.command.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a sync. */
@Command(
        name = "sync",
        description = "Starts a sync of an integration, or joins the one under way.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  bactrian sync 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --follow",
            "  bactrian sync 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --mode full --streams issues,projects"
        })
public final class SyncCommand implements Callable<Integer> {
    @Mixin
    private RunStart run;

    @Option(names = "--mode", defaultValue = "incremental", description = "incremental (default) or full.")
    private String mode;

    @Option(names = "--streams", split = ",", description = "Only these streams, separated by commas.")
    private @Nullable List<String> streams;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode request = new ObjectMapper().createObjectNode().put("mode", mode);
        if (streams != null) {
            streams.forEach(request.putArray("streams")::add);
        }
        return run.start("sync", request);
    }
}
