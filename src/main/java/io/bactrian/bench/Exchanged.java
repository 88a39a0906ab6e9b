package io.bactrian.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long it took from saving a file to running by it.
 *
 * @param what the file, and what the service did meanwhile
 * @param recordsPerSecond of the sync meanwhile; null when there was none
 * @param undisturbed records a second of the same sync while nothing was saved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exchanged(
        String what,
        int saves,
        double medianMs,
        double p95Ms,
        double slowestMs,
        @Nullable Long recordsPerSecond,
        @Nullable Long undisturbed) {
    /** The head of the table that figures are the rows of. */
    public static final String TABLE_HEAD = """
            | saved | saves | median | p95 | slowest | records/s meanwhile | undisturbed |
            | --- | --- | --- | --- | --- | --- | --- |""";

    /** @param nanos of each save, in any order */
    public static Exchanged of(String what, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Exchanged(
                what, sorted.size(), millis(sorted, 0.5), millis(sorted, 0.95), millis(sorted, 1), null, null);
    }

    /** The same beside a sync. */
    public Exchanged under(long recordsPerSecond, long undisturbed) {
        return new Exchanged(what, saves, medianMs, p95Ms, slowestMs, recordsPerSecond, undisturbed);
    }

    /** The smallest of the values that so many of all do not exceed. */
    private static double millis(List<Long> sorted, double part) {
        int rank = (int) Math.ceil(part * sorted.size());
        return Math.round(sorted.get(Math.max(rank, 1) - 1) / 1e5) / 10.0;
    }

    /** A row of the table. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f ms | %.0f ms | %.0f ms | %s | %s |",
                what,
                saves,
                medianMs,
                p95Ms,
                slowestMs,
                grouped(recordsPerSecond),
                grouped(undisturbed));
    }

    private static String grouped(@Nullable Long number) {
        return number == null ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
