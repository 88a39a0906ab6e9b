package io.bactrian.bench;

import java.io.IOException;

/** What a piece of work took. */
public record Measured(double wallSeconds, double jvmCpuSeconds, double postgresCpuSeconds) {
    /** Work that is measured. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /** @param postmaster process id of the server, whose children do the work */
    public static Measured of(long postmaster, Work work) throws IOException {
        Reading before = Reading.now(postmaster);
        work.run();
        return before.until(Reading.now(postmaster));
    }

    public double cpuSeconds() {
        return jvmCpuSeconds + postgresCpuSeconds;
    }

    public Measured plus(Measured other) {
        return new Measured(
                wallSeconds + other.wallSeconds,
                jvmCpuSeconds + other.jvmCpuSeconds,
                postgresCpuSeconds + other.postgresCpuSeconds);
    }
}
