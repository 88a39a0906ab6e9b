package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.wiring.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running service on this machine whether it is ready; made for a container's health check. */
@Command(
        name = "health",
        description = "Tells whether the service on this machine is ready.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(names = "--config", paramLabel = "PATH", description = "Settings file of the service.")
    private Path config = Settings.usualFile();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.read(config, System.getenv(), Map.of());
        URI ready = URI.create("http://" + settings.text("management.host") + ":" + settings.text("management.port")
                + "/observe/health/ready");
        try {
            int status = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(HttpRequest.newBuilder(ready).timeout(PATIENCE).build(), BodyHandlers.discarding())
                    .statusCode();
            System.out.println(status == 200 ? "ready" : "not ready: status " + status);
            return status == 200 ? ExitCode.OK : ExitCode.REFUSED;
        } catch (IOException e) {
            System.out.println("not reachable at " + ready);
            return ExitCode.REFUSED;
        }
    }
}
