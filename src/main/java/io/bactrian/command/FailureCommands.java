package io.bactrian.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What went wrong, and what was done about it. */
@Command(
        name = "failures",
        description = "Shows what went wrong, and what was done about it.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian failures list --category rate_limit"})
public final class FailureCommands {
    private static final Table LIST =
            Table.of("last seen=/lastSeenAt", "tool", "category", "count", "recovery", "recovered", "message");

    @Command(
            description = "Lists the failures, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian failures list --category rate_limit -o json"})
    void list(
            @Mixin ServiceOptions service,
            @Option(names = "--integration", paramLabel = "ID", description = "Only those of an integration.") @Nullable
                    String integration,
            @Option(names = "--category", description = "Only those of a category.") @Nullable String category,
            @Option(names = "--open", description = "Only what has not gone well since.") boolean open,
            @Mixin Limit limit)
            throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("integrationId", integration);
        filter.put("category", category);
        filter.put("open", open ? "true" : null);
        service.print(service.api().list("/failures", filter, limit.value()), LIST);
    }
}
