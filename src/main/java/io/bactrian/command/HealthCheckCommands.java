package io.bactrian.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the tools answered when they were asked how they are. */
@Command(
        name = "health-checks",
        description = "Shows how the tools answered when they were asked how they are.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian health-checks list --limit 10"})
public final class HealthCheckCommands {
    private static final Table LIST = Table.of(
            "checked=/checkedAt", "integration=/integrationId", "healthy", "latency=/latencyMs", "category", "message");

    @Command(
            description = "Lists the health checks, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian health-checks list --limit 10 -o json"})
    void list(
            @Mixin ServiceOptions service,
            @Option(names = "--integration", paramLabel = "ID", description = "Only those of an integration.") @Nullable
                    String integration,
            @Mixin Limit limit)
            throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("integrationId", integration);
        service.print(service.api().list("/health-checks", filter, limit.value()), LIST);
    }
}
