package io.bactrian;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Another process of this same program, with the flags the container uses; it ends with this one. */
final class ChildJvm implements AutoCloseable {
    private static final String PARENT = "bactrian.parent";

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-child"));
    }

    static ChildJvm start(String maximumHeap, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + maximumHeap,
                "-D" + PARENT + "=" + ProcessHandle.current().pid(),
                "-cp",
                classPath(),
                Bactrian.class.getName()));
        command.addAll(arguments);
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A child outlives no parent, not even one that was killed and could tell it nothing. */
    static void endWithParent() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            ProcessHandle.of(parent)
                    .map(ProcessHandle::onExit)
                    .orElse(CompletableFuture.completedFuture(null))
                    .thenRun(() -> Runtime.getRuntime().halt(0));
        }
    }

    private static String classPath() {
        try {
            Path own = Path.of(ChildJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.toString().endsWith(".jar") ? own.toString() : System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program does not know where it lies", e);
        }
    }

    /** What the child prints, line by line, as long as it runs. */
    Stream<String> lines() {
        return reader().lines();
    }

    private BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The first line the child prints. */
    String firstLine() throws IOException {
        String line = reader().readLine();
        if (line == null) {
            throw new IOException("a child process ended before it was ready");
        }
        return line;
    }

    int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
