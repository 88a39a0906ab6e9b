package io.bactrian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What the clock and the two sides' CPU meters show at one moment. */
public record Reading(long nanos, double jvmCpuSeconds, double postgresCpuSeconds) {
    /** @param postmaster process id of the server, whose children do the work */
    public static Reading now(long postmaster) {
        try {
            return new Reading(System.nanoTime(), Machine.ownCpu(), Machine.treeCpu(postmaster));
        } catch (IOException e) {
            throw new UncheckedIOException("the CPU time of process " + postmaster + " cannot be read", e);
        }
    }

    /** What was used between this moment and a later one. */
    public Measured until(Reading later) {
        return new Measured(
                (later.nanos - nanos) / 1e9,
                later.jvmCpuSeconds - jvmCpuSeconds,
                later.postgresCpuSeconds - postgresCpuSeconds);
    }
}
