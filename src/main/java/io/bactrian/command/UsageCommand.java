package io.bactrian.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much is asked of the tools, and what it brings. */
@Command(
        name = "usage",
        description = "Shows requests, records, bytes, runs and errors by day, tool or integration.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian usage --from 2026-03-01 --to 2026-04-01 --group-by integration"})
public final class UsageCommand implements Callable<Integer> {
    /** What it is summed up by. */
    enum Grouping {
        day,
        tool,
        integration
    }

    @Mixin
    private ServiceOptions service;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day (UTC); 30 days are shown without.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "The day before which it ends; today is the last without.")
    private @Nullable String to;

    @Option(
            names = "--group-by",
            defaultValue = "day",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Grouping by;

    @Mixin
    private Limit limit;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("from", from);
        filter.put("to", to);
        filter.put("groupBy", by.name());
        service.print(service.api().list("/usage", filter, limit.value()), table());
        return ExitCode.OK;
    }

    private Table table() {
        return switch (by) {
            case day -> Table.of("day", "requests", "records", "bytes", "runs", "errors");
            case tool -> Table.of("tool", "requests", "records", "bytes", "runs", "errors");
            case integration ->
                Table.of("integration=/integrationId", "tool", "requests", "records", "bytes", "runs", "errors");
        };
    }
}
