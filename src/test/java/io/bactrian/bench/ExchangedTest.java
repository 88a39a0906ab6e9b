package io.bactrian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExchangedTest {
    @Test
    void ofTwentySavesNineteenAreAsFastAsThePercentileSays() {
        List<Long> nanos = LongStream.rangeClosed(1, 20)
                .map(millis -> millis * 1_000_000)
                .boxed()
                .toList();

        Exchanged exchanged = Exchanged.of("a file, idle", nanos);

        assertThat(exchanged.medianMs()).isEqualTo(10.0);
        assertThat(exchanged.p95Ms()).isEqualTo(19.0);
        assertThat(exchanged.slowestMs()).isEqualTo(20.0);
        assertThat(exchanged.row()).isEqualTo("| a file, idle | 20 | 10 ms | 19 ms | 20 ms |  |  |");
    }

    @Test
    void whatASyncReadsMeanwhileStandsBesideWhatItReadsUndisturbed() {
        Exchanged exchanged =
                Exchanged.of("a file, under a sync", List.of(5_000_000L)).under(12_000, 15_000);

        assertThat(exchanged.row()).endsWith("| 5 ms | 12,000 | 15,000 |");
    }
}
