package io.bactrian.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.Api;
import io.bactrian.command.Limit;
import io.bactrian.command.ServiceOptions;
import io.bactrian.command.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was done, and what it proved. */
@Command(
        name = "runs",
        description = "Lists, shows and cancels runs.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  bactrian runs list --outcome out_of_sync"})
public final class RunCommands {
    private static final Table LIST = Table.of(
            "id",
            "integration=/integrationId",
            "kind",
            "state",
            "outcome",
            "started=/startedAt",
            "ended=/endedAt",
            "confidence=/certificate/confidence");

    @Command(
            description = "Lists the runs, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian runs list --kind sync --limit 10"})
    void list(
            @Mixin ServiceOptions service,
            @Option(names = "--integration", paramLabel = "ID", description = "Only those of an integration.") @Nullable
                    String integration,
            @Option(names = "--kind", description = "sync, health, validation or repair.") @Nullable String kind,
            @Option(names = "--outcome", description = "in_sync, out_of_sync, incomplete, unverified or failed.")
                    @Nullable
                    String outcome,
            @Mixin Limit limit)
            throws InterruptedException {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("integrationId", integration);
        filter.put("kind", kind);
        filter.put("outcome", outcome);
        service.print(service.api().list("/runs", filter, limit.value()), LIST);
    }

    @Command(
            description = "Shows one run with what it proves.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian runs get 7a1d9c34-2b8e-4f60-9c15-0d3e5f7a9b1c -o json"})
    void get(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = "Id of the run.") String id)
            throws InterruptedException {
        print(service, service.api().get("/runs/" + Api.encoded(id)));
    }

    @Command(
            description = "Asks a run to stop at its next page.",
            mixinStandardHelpOptions = true,
            footer = {"%nExample:", "  bactrian runs cancel 7a1d9c34-2b8e-4f60-9c15-0d3e5f7a9b1c"})
    void cancel(@Mixin ServiceOptions service, @Parameters(paramLabel = "ID", description = "Id of the run.") String id)
            throws InterruptedException {
        print(service, service.api().post("/runs/" + Api.encoded(id) + "/cancel", null));
    }

    /** One run: all of it as JSON; where it stands, and what it proves, for a person. */
    static void print(ServiceOptions service, JsonNode run) {
        if (service.isJson()) {
            service.print(run);
            return;
        }
        service.out().println(LIST.of(List.of(run)));
        if (!run.path("endedAt").isNull()) {
            RunText.print(run, service.out());
        }
    }
}
