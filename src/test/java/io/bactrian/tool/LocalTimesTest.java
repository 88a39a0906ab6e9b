package io.bactrian.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.CursorDeclaration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instants as tools read them: rounded down, never later than meant. */
final class LocalTimesTest {
    private static final Map<String, String> BERLIN = Map.of("timeZone", "Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso                  | 2026-03-04T11:22:33.444Z",
                "epoch_s              | 1772623353",
                "epoch_ms             | 1772623353444",
                "object_id            | 69a815f90000000000000000",
                "yyyy-MM-dd HH:mm     | 2026-03-04 12:22",
                "yyyy-MM-dd           | 2026-03-04",
            })
    void anInstantIsWrittenInTheFormatAndRoundedDown(String format, String written) {
        String bound = LocalTimes.lowerBound(Instant.parse("2026-03-04T11:22:33.444Z"), cursor(format, false), BERLIN);

        assertThat(bound).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso                  | 2026-03-04T11:22:33.443Z",
                "epoch_s              | 1772623352",
                "yyyy-MM-dd HH:mm     | 2026-03-04 12:21",
                "yyyy-MM-dd HH        | 2026-03-04 11",
            })
    void aToolThatLeavesTheBoundOutIsAskedFromOneUnitBefore(String format, String written) {
        String bound = LocalTimes.lowerBound(Instant.parse("2026-03-04T11:22:33.444Z"), cursor(format, true), BERLIN);

        assertThat(bound).isEqualTo(written);
    }

    @Test
    void theHourThatIsRepeatedIsReadWhole() {
        Instant inTheSecondOfTwoHours = Instant.parse("2026-10-25T01:30:00Z");

        String bound = LocalTimes.lowerBound(inTheSecondOfTwoHours, cursor("yyyy-MM-dd HH:mm", false), BERLIN);

        assertThat(bound).isEqualTo("2026-10-25 01:59");
    }

    @Test
    void afterTheHourThatIsSkippedTheBoundIsAsMeant() {
        Instant firstInSummerTime = Instant.parse("2026-03-29T01:00:30Z");

        String bound = LocalTimes.lowerBound(firstInSummerTime, cursor("yyyy-MM-dd HH:mm", false), BERLIN);

        assertThat(bound).isEqualTo("2026-03-29 03:00");
    }

    /** Lord Howe sets its clocks by half an hour: an hour before 01:46 for the second time it was 01:16 for the first. */
    @Test
    void oneUnitBeforeIsOneOnTheClockOfTheTool() {
        Instant inTheSecondHalfHour = Instant.parse("2019-04-06T15:16:00Z");

        String bound = LocalTimes.lowerBound(
                inTheSecondHalfHour, cursor("yyyy-MM-dd HH", true), Map.of("timeZone", "Australia/Lord_Howe"));

        assertThat(bound).isEqualTo("2019-04-07 00");
    }

    @Test
    void oneUnitBeforeIsNotInTheHourThatIsSkipped() {
        Instant tenPastThree = Instant.parse("2026-03-29T01:10:00Z");

        String bound = LocalTimes.lowerBound(tenPastThree, cursor("yyyy-MM-dd HH", true), BERLIN);

        assertThat(bound).isEqualTo("2026-03-29 01");
    }

    private static CursorDeclaration cursor(String format, boolean exclusive) {
        return new CursorDeclaration(
                Kind.CHANGED_SINCE,
                format,
                "timeZone",
                Duration.ZERO,
                exclusive,
                null,
                null,
                null,
                Map.of(),
                "",
                Map.of(),
                null);
    }
}
