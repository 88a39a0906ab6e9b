package io.bactrian;

import io.bactrian.bench.Exchanged;
import io.bactrian.run.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;

/** Saves files of a running service, and looks how long it takes until they run and what a sync loses by it. */
final class ReloadBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final BenchRig rig;
    private final Path routes;
    private final int issues;
    private final int saves;
    private int saved;

    /** @param saves of each file, idle and under a sync */
    ReloadBench(BenchRig rig, Path directory, int issues, int saves) {
        this.rig = rig;
        this.routes = directory.resolve(BenchRig.ROUTES);
        this.issues = issues;
        this.saves = saves;
    }

    /** A file whose description tells which version of it runs. */
    private record Saved(String what, String path, Supplier<String> running) {}

    List<Exchanged> figures() throws IOException {
        Saved route = new Saved("a route of one page", "jira/call.camel.yaml", this::descriptionOfCall);
        Saved declaration = new Saved(
                "a declaration",
                "jira/streams/issues.yaml",
                () -> rig.service().tools().get("jira").stream("issues").description());
        List<Exchanged> figures = new ArrayList<>();
        idle(route, "cold");
        for (Saved file : List.of(route, declaration)) {
            figures.add(idle(file, "idle"));
        }
        rig.run(SyncMode.FULL);
        for (Saved file : List.of(route, declaration)) {
            figures.add(busy(file));
        }
        return figures;
    }

    private Exchanged idle(Saved file, String when) throws IOException {
        return Exchanged.of(file.what() + ", " + when, saveAll(file));
    }

    /** Reads everything again and again, first undisturbed, then until all is saved. */
    private Exchanged busy(Saved file) {
        CompletableFuture<Void> rest =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS));
        long undisturbed = recordsPerSecond(rest);
        CompletableFuture<List<Long>> saving = CompletableFuture.supplyAsync(() -> {
            try {
                return saveAll(file);
            } catch (IOException e) {
                throw new IllegalStateException("the benchmark cannot save " + file.path(), e);
            }
        });
        long meanwhile = recordsPerSecond(saving);
        return Exchanged.of(file.what() + ", under a sync", saving.join()).under(meanwhile, undisturbed);
    }

    private long recordsPerSecond(CompletableFuture<?> end) {
        long begin = System.nanoTime();
        long records = 0;
        while (!end.isDone()) {
            rig.run(SyncMode.FULL);
            records += issues;
        }
        return Math.round(records * 1e9 / (System.nanoTime() - begin));
    }

    private List<Long> saveAll(Saved file) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int save = 0; save < saves; save++) {
            nanos.add(save(file));
            // At another moment between two looks at the directory each time.
            pause(BETWEEN.plusMillis(37L * saved % 100));
        }
        return nanos;
    }

    /** From before it is written until it runs. */
    private long save(Saved file) throws IOException {
        String description = "Saved " + ++saved + " times";
        Path path = routes.resolve(file.path());
        String text = Files.readString(path).replaceFirst("description: .*", "description: " + description);
        long begin = System.nanoTime();
        Files.writeString(path, text);
        while (!description.equals(file.running().get())) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException(path + " does not run " + PATIENCE.toSeconds() + " s after it was saved");
            }
            pause(Duration.ofMillis(1));
        }
        return System.nanoTime() - begin;
    }

    /** Null for a moment while it is exchanged. */
    private String descriptionOfCall() {
        CamelContext context = rig.service().context();
        var definition =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition("jira-call");
        return definition == null ? "" : String.valueOf(definition.getDescriptionText());
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
