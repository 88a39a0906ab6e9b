package io.bactrian;

import io.bactrian.command.ExitCode;
import io.bactrian.wiring.Service;
import io.bactrian.wiring.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until it is told to stop. */
@Command(name = "serve", description = "Runs the service.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "PATH",
            description = "Settings file; application.properties in the working directory when not given.")
    private Path config = Settings.usualFile();

    @Override
    public Integer call() throws InterruptedException {
        Service service = Service.start(Settings.read(config, System.getenv(), Map.of()));
        System.out.println("Bactrian listens on " + service.address());
        service.newAdminKey().ifPresent(key -> System.out.println("Admin key, shown only this once: " + key));
        // Until the process is told to end, which stops the service.
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }
}
