package io.bactrian;

import io.bactrian.command.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the contract of the REST API. */
@Command(
        name = "openapi",
        description = "Prints the OpenAPI document of the REST API.",
        mixinStandardHelpOptions = true)
final class OpenapiCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(OpenapiCommand.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            System.out.print(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitCode.OK;
    }
}
