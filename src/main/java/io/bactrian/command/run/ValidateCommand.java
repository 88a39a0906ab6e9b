package io.bactrian.command.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a validation. */
@Command(
        name = "validate",
        description = "Compares what is stored with what the tool has.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  bactrian validate 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --follow",
            "  bactrian validate 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --mode sample --sample 500 --follow -o json"
        })
public final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private RunStart run;

    @Option(names = "--mode", description = "census: ids; sample (default): ids and some records; full: every record.")
    private @Nullable String mode;

    @Option(names = "--sample", paramLabel = "COUNT", description = "How many records of a stream are read again.")
    private @Nullable Integer sample;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode request = new ObjectMapper().createObjectNode();
        if (mode != null) {
            request.put("mode", mode);
        }
        if (sample != null) {
            request.put("sample", sample);
        }
        return run.start("validation", request);
    }
}
