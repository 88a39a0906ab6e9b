package io.bactrian;

import picocli.CommandLine.Command;

/** Measures the product on this machine, against simulated tools on loopback. */
@Command(
        name = "bench",
        description = "Measures the product on this machine, beside the floor of the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchSyncCommand.class, BenchSyncWorker.class})
final class BenchCommand {}
