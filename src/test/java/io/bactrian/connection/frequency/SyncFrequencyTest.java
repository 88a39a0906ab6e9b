package io.bactrian.connection.frequency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When integrations are due, by seconds and by the clock. */
class SyncFrequencyTest {
    private static final UUID ID = UUID.fromString("3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // Berlin leaps from 02:00 to 03:00 on 29 March, at 01:00Z, and repeats 02:00 to 03:00 on 25 October, until
        // 01:00Z.
        "0 30 2 * * ? Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "0 0 2 * * ? Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
        "0 0 3 * * ? Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T01:00:00Z",
        "0 */15 * * * ? Europe/Berlin, 2026-03-29T00:45:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:15:00Z",
        "0 30 2 29 3 ? Europe/Berlin, 2025-04-01T00:00:00Z, 2026-03-29T01:30:00Z, 2027-03-29T00:30:00Z",
        "0 30 2 * * ? Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "0 30 * * * ? Europe/Berlin, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "0 15 0 * * ? America/Havana, 2026-03-07T12:00:00Z, 2026-03-08T05:15:00Z, 2026-03-09T04:15:00Z",
        "0 0 9 * * MON-FRI UTC, 2026-03-27T12:00:00Z, 2026-03-30T09:00:00Z, 2026-03-31T09:00:00Z",
        "0 0 9 * * 7 UTC, 2026-03-27T12:00:00Z, 2026-03-29T09:00:00Z, 2026-04-05T09:00:00Z",
    })
    void aTimeByTheClockComesOnceWhateverTheClockDoes(String text, Instant after, Instant first, Instant second) {
        SyncFrequency frequency = SyncFrequency.of(new TextNode(text));

        assertThat(times(frequency, after, 2)).containsExactly(first, second);
    }

    @Test
    void whatComesEverySoManyMinutesGoesOnThroughARepeatedHour() {
        SyncFrequency frequency = SyncFrequency.of(new TextNode("0 */15 * * * ? Europe/Berlin"));

        List<Instant> times = times(frequency, Instant.parse("2026-10-24T23:59:00Z"), 12);

        Instant first = Instant.parse("2026-10-25T00:00:00Z");
        assertThat(times)
                .containsExactlyElementsOf(Stream.iterate(first, time -> time.plus(Duration.ofMinutes(15)))
                        .limit(12)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "900",
                "1h",
                "*/15 * * * * UTC",
                "0 */15 * * * ?",
                "61 * * * * ? UTC",
                "0 0 0 ? * 9 UTC",
                "0 0 9 * * ? Mars/Base",
                "0 0 0 30 2 ? UTC",
                "0 0 0 1 1 ? 2027 UTC"
            })
    void aTextThatIsNoFrequencyIsRefused(String text) {
        assertThatThrownBy(() -> SyncFrequency.of(new TextNode(text))).isInstanceOf(FrequencyRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "31622401", "1e30", "true", "{}", "[]"})
    void aValueThatIsNoFrequencyIsRefused(String json) throws Exception {
        var written = new ObjectMapper().readTree(json);

        assertThatThrownBy(() -> SyncFrequency.of(written)).isInstanceOf(FrequencyRefused.class);
    }

    @Test
    void integrationsOfOneFrequencyAreSpreadOverIt() {
        SyncFrequency frequency = new SyncFrequency.Every(900);

        long tenths = Stream.generate(UUID::randomUUID)
                .limit(1000)
                .map(id -> Duration.between(NOW, frequency.next(id, NOW)).toSeconds() / 90)
                .distinct()
                .count();

        assertThat(tenths).isEqualTo(10);
    }

    @Test
    void oneIntegrationIsDueAtEvenIntervalsHoweverLateItIsAsked() {
        SyncFrequency frequency = new SyncFrequency.Every(900);
        Instant first = frequency.next(ID, NOW);

        Instant second = frequency.next(ID, first.plusSeconds(60));

        assertThat(first).isBetween(NOW, NOW.plusSeconds(900));
        assertThat(second).isEqualTo(first.plusSeconds(900));
    }

    @Test
    void whatIsSyncedOnlyOnRequestIsNeverDue() {
        assertThat(SyncFrequency.of(0, null).next(ID, NOW)).isNull();
    }

    private static List<Instant> times(SyncFrequency frequency, Instant after, int count) {
        return Stream.iterate(frequency.next(ID, after), time -> frequency.next(ID, time))
                .limit(count)
                .toList();
    }
}
