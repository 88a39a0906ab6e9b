package io.bactrian.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.Api;
import io.bactrian.command.ExitCode;
import io.bactrian.command.ServiceOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that start a run have in common. */
final class RunStart {
    @Mixin
    private ServiceOptions service;

    @Parameters(paramLabel = "ID", description = "Id of the integration.")
    private String id;

    @Option(names = "--follow", description = "Shows the progress, and ends with the run.")
    private boolean follow;

    /** @param verb last part of the path that starts the run */
    int start(String verb, JsonNode request) throws InterruptedException {
        Api api = service.api();
        JsonNode run = api.post("/integrations/" + Api.encoded(id) + "/" + verb, request);
        if (!follow) {
            RunCommands.print(service, run);
            return ExitCode.OK;
        }
        JsonNode ended = new RunWatch(api).follow(run, service.err());
        if (service.isJson()) {
            service.print(ended);
        } else {
            RunText.print(ended, service.out());
        }
        return RunText.exitCode(ended);
    }
}
