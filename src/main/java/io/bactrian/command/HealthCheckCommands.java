package io.bactrian.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the tools answered when they were asked how they are. */
@Command(
        name = "health-checks",
        description = "Shows how the tools answered when they were asked how they are.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian health-checks list 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --limit 10"})
public final class HealthCheckCommands {
    private static final Table LIST = Table.of(
            "from",
            "checks",
            "healthy",
            "average ms=/averageMs",
            "p95 ms=/p95Ms",
            "maximum ms=/maximumMs",
            "categories");

    @Command(
            description = "Lists the health checks, newest first.",
            mixinStandardHelpOptions = true,
            footer = {
                "%nExample:",
                "  bactrian health-checks list 3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f --limit 10 -o json"
            })
    void list(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "ID", description = "Id of the integration.") String integration,
            @Option(
                            names = "--resolution",
                            description = "How much time is summed up: raw, 5m, 1h or 1d; what fits when not given.")
                    @Nullable
                    String resolution,
            @Mixin Limit limit)
            throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("integrationId", integration);
        filter.put("resolution", resolution);
        service.print(service.api().list("/health-checks", filter, limit.value()), LIST);
    }
}
