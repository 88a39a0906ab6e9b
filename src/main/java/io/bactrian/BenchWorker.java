package io.bactrian;

import io.bactrian.bench.CopyFloor;
import io.bactrian.bench.Exchanged;
import io.bactrian.bench.FetchFloor;
import io.bactrian.bench.FetchFloor.Listing;
import io.bactrian.bench.Figure;
import io.bactrian.bench.Measured;
import io.bactrian.command.ExitCode;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The measured half of a benchmark; prints a line of JSON for each figure. */
@Command(name = "worker", hidden = true, mixinStandardHelpOptions = true)
final class BenchWorker implements Callable<Integer> {
    private static final String EVERYTHING = "created >= \"1970-01-02 00:00\"";
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, String> RECORDS = Map.of("work.records", "synced_at");
    /** What can be measured. */
    enum Scenario {
        SYNC,
        RESYNC,
        INCREMENTAL,
        CENSUS,
        RELOAD
    }

    /** Work that the last round of a figure is compared with. */
    @FunctionalInterface
    private interface Floor {
        Measured take() throws IOException;
    }

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--site", required = true)
    private URI site = URI.create("http://127.0.0.1");

    @Parameters
    private List<Scenario> scenarios = List.of();

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("bactrian-bench");
        try (BenchRig rig = BenchRig.start(options, site, directory)) {
            BenchCommand.print(rig.described());
            if (scenarios.stream().anyMatch(BenchWorker::needsRecords) && !scenarios.contains(Scenario.SYNC)) {
                print(load(rig, "first full sync, cold"));
                rig.tables().vacuum();
            }
            for (Scenario scenario : scenarios) {
                switch (scenario) {
                    case SYNC -> sync(rig, directory);
                    case RESYNC -> resync(rig);
                    case INCREMENTAL -> incremental(rig, directory);
                    case CENSUS -> census(rig);
                    case RELOAD -> reload(rig, directory);
                }
            }
        } finally {
            delete(directory);
        }
        return ExitCode.OK;
    }

    /** A reload reads its records itself, so that it can begin idle. */
    private static boolean needsRecords(Scenario scenario) {
        return scenario != Scenario.RELOAD;
    }

    private int issues() {
        return options.issues(BenchOptions.SMALL);
    }

    private Figure load(BenchRig rig, String what) throws IOException {
        rig.tables().empty();
        String tables = options.recordsOnly() ? ", work.records alone" : "";
        return rig.sync(what + tables, issues(), SyncMode.FULL, BenchRig.Part.WITHOUT_CENSUS);
    }

    private void sync(BenchRig rig, Path directory) throws IOException, InterruptedException {
        for (int round = 1; round < options.rounds(); round++) {
            print(load(rig, "full sync, round " + round));
        }
        Instant begun = Instant.now();
        Figure last = load(rig, "full sync, warm");
        print(last, () -> floor(rig, directory, Listing.whole(EVERYTHING, false), begun));
        if (options.changed(0) > 0) {
            changedSync(rig, directory);
        }
    }

    private void changedSync(BenchRig rig, Path directory) throws IOException, InterruptedException {
        rig.change(options.changed(0));
        rig.tables().settle();
        Instant begun = Instant.now();
        Figure figure = rig.sync(
                "everything read again, " + options.changed(0) + " % changed",
                issues(),
                SyncMode.FULL,
                BenchRig.Part.WITHOUT_CENSUS);
        print(figure, () -> floor(rig, directory, Listing.whole(EVERYTHING, true), begun));
    }

    private void resync(BenchRig rig) throws IOException {
        for (int round = 1; round < options.rounds(); round++) {
            print(readAgain(rig, "read again unchanged, round " + round));
        }
        print(readAgain(rig, "read again unchanged, warm"), () -> fetchFloor(rig, Listing.whole(EVERYTHING, true)));
    }

    private Figure readAgain(BenchRig rig, String what) throws IOException {
        rig.tables().settle();
        return rig.sync(what, issues(), SyncMode.FULL, BenchRig.Part.WITHOUT_CENSUS);
    }

    private void incremental(BenchRig rig, Path directory) throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            print(rig.sync("incremental, nothing changed, round " + round, 0, SyncMode.INCREMENTAL));
        }
        double percent = options.changed(1);
        Instant begun = Instant.now();
        rig.change(percent);
        rig.tables().settle();
        Figure figure = rig.sync(
                "incremental, " + percent + " % of " + issues() + " changed",
                (int) Math.round(issues() * percent / 100),
                SyncMode.INCREMENTAL);
        print(figure, () -> floor(rig, directory, Listing.whole(since(begun), true), begun));
    }

    /** As the account's time zone tells the minute. */
    private static String since(Instant instant) {
        return "updated >= \""
                + MINUTES.format(instant.atZone(JiraSettings.defaults().timeZone())) + "\"";
    }

    private void census(BenchRig rig) throws IOException {
        for (int round = 1; round < options.rounds(); round++) {
            print(listing(rig, "census, round " + round));
        }
        print(listing(rig, "census, warm"), () -> fetchFloor(rig, Listing.ids(EVERYTHING)));
    }

    private Figure listing(BenchRig rig, String what) throws IOException {
        rig.census();
        rig.tables().settle();
        return rig.sync(what, issues(), SyncMode.INCREMENTAL, BenchRig.Part.CENSUS);
    }

    private void reload(BenchRig rig, Path directory) throws IOException {
        for (Exchanged figure : new ReloadBench(rig, directory, issues(), options.saves()).figures()) {
            BenchCommand.print(figure);
        }
    }

    private Measured fetchFloor(BenchRig rig, Listing listing) throws IOException {
        JiraSettings account = JiraSettings.defaults();
        FetchFloor fetch = new FetchFloor(site, account.username(), account.apiToken());
        fetch.read(listing);
        return rig.measure(() -> fetch.read(listing));
    }

    private Measured floor(BenchRig rig, Path directory, Listing listing, Instant since) throws IOException {
        Measured fetched = fetchFloor(rig, listing);
        CopyFloor copy = new CopyFloor(rig.database(), options.recordsOnly() ? RECORDS : written(rig));
        copy.prepare(directory, since);
        rig.tables().settle();
        Measured stored = rig.measure(copy::store);
        copy.clear();
        return fetched.plus(stored);
    }

    /** What an issue's sync leaves: its records, their canonical rows and what it told of its parts. */
    private static Map<String, String> written(BenchRig rig) {
        Map<String, String> written = new LinkedHashMap<>(rig.tables().written());
        written.put("bactrian.child_counts", "noted_at");
        return written;
    }

    private void print(Figure figure, Floor floor) throws IOException {
        print(options.hasFloor() ? figure.beside(floor.take()) : figure);
    }

    private static void print(Figure figure) throws IOException {
        BenchCommand.print(figure);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
