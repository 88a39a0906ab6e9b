package io.bactrian.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a benchmark: what was done, what it took and, where that was measured, the floor of the same run.
 *
 * @param what the work, in words
 * @param records how many records it was about
 * @param outcome how the run ended
 * @param requests calls of the tool
 * @param peakRssMegabytes peak resident memory of the measured process so far
 * @param floorCpuSeconds the least the same work can cost
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
        String what,
        int records,
        String outcome,
        long requests,
        double wallSeconds,
        double cpuSeconds,
        double jvmCpuSeconds,
        double postgresCpuSeconds,
        long peakRssMegabytes,
        @Nullable Double floorCpuSeconds,
        @Nullable Double ratio) {

    /** The head of the table that figures are the rows of. */
    public static final String TABLE_HEAD = """
            | what | records | wall s | records/s | requests | CPU s (JVM + PostgreSQL) | floor | ratio | peak RSS |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    public static Figure of(
            String what, int records, String outcome, long requests, Measured measured, long peakRssMegabytes) {
        return new Figure(
                what,
                records,
                outcome,
                requests,
                rounded(measured.wallSeconds()),
                rounded(measured.cpuSeconds()),
                rounded(measured.jvmCpuSeconds()),
                rounded(measured.postgresCpuSeconds()),
                peakRssMegabytes,
                null,
                null);
    }

    /** The same figure beside its floor. */
    public Figure beside(Measured floor) {
        return new Figure(
                what,
                records,
                outcome,
                requests,
                wallSeconds,
                cpuSeconds,
                jvmCpuSeconds,
                postgresCpuSeconds,
                peakRssMegabytes,
                rounded(floor.cpuSeconds()),
                floor.cpuSeconds() == 0 ? null : rounded(cpuSeconds / floor.cpuSeconds()));
    }

    /**
     * How many requests it took, beside one for each record and each list of its parts.
     *
     * @param parts that each record has, in words
     * @param kinds of them
     */
    public String requestsBeside(String parts, int kinds) {
        return String.format(
                Locale.ROOT,
                "%,d issues with %s each: %,d requests; one for each issue and each kind of its parts would be %,d",
                records,
                parts,
                requests,
                records * (1L + kinds));
    }

    /** A row of the table. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %,d | %,d | %.2f (%.2f + %.2f) | %s | %s | %d MB |",
                what,
                records,
                wallSeconds,
                Math.round(records / wallSeconds),
                requests,
                cpuSeconds,
                jvmCpuSeconds,
                postgresCpuSeconds,
                floorCpuSeconds == null ? "" : String.format(Locale.ROOT, "%.2f", floorCpuSeconds),
                ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                peakRssMegabytes);
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
