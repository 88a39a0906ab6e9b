package io.bactrian.sync.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times as tools write them. */
class InstantsTest {
    private static final String[] FORMATS = {
        "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
        "yyyy-MM-dd'T'HH:mm:ssXXX",
        "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
        "yyyy-MM-dd HH:mm:ss.SX",
        "yyyy-MM-dd'T'HH:mmX"
    };

    @ParameterizedTest
    @CsvSource({
        "64098772e6751c75dc0dc6f6, 2023-03-09T07:14:58Z",
        "00000000ffffffffffffffff, 1970-01-01T00:00:00Z",
        "FFFFFFFF0000000000000000, 2106-02-07T06:28:15Z"
    })
    void anIdTellsTheSecondInWhichItWasMade(String id, Instant instant) {
        assertThat(Instants.toInstant(ofObjectId(id))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64098772e6751c75dc0dc6f", "64098772e6751c75dc0dc6f6a", "64098772e6751c75dc0dc6fg", ""})
    void whatIsNoSuchIdTellsNothing(String id) {
        assertThat(ofObjectId(id)).isEqualTo(Instants.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01, 2000-01-01T00:00:00Z",
        "2026-03-01T10:00:00.000+0100, 2026-03-01T09:00:00Z",
        "2026-03-01T10:00:00.123456+05:30, 2026-03-01T04:30:00.123456Z",
        "2026-03-01T10:00:00.1234567Z, 2026-03-01T10:00:00.123456Z",
        "2026-03-01T10:00:00-11, 2026-03-01T21:00:00Z",
        "2026-03-01T10:00, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00, 2026-03-01T10:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void aDateOrTimeIsRead(String text, Instant instant) {
        assertThat(Instants.toInstant(parse(text))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-3-1",
                "2026-13-01",
                "2026-00-10",
                "2026-02-30",
                "2026-01-32",
                "2025-02-29",
                "2026-01-00",
                "2026/01/01",
                "2026-03-01T",
                "2026-03-01T1",
                "2026-03-01T25:00:00Z",
                "2026-03-01T10:60:00Z",
                "2026-03-01T10:00:xxZ",
                "2026-03-01T10:00:61Z",
                "2026-03-01T10:00:00+1",
                "2026-03-01T10:00:00+xx:00",
                "2026-03-01T10:00:00Zulu",
                "2026-03-01T10:00:00+01:00 and more",
                "2026-03-01T10:00:00 UTC"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(parse(text)).isEqualTo(Instants.INVALID);
    }

    @Test
    void millisecondsSince1970AreRead() {
        assertThat(Instants.toInstant(Instants.ofEpochMillis(1_767_225_600_123L)))
                .isEqualTo(Instant.ofEpochMilli(1_767_225_600_123L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyInstantInAnyFormatIsReadAsJavaReadsIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(FORMATS[random.nextInt(FORMATS.length)]);
            ZoneOffset offset = ZoneOffset.ofHours(random.nextInt(29) - 14);
            OffsetDateTime time = Instant.ofEpochSecond(random.nextLong(-30_000_000_000L, 100_000_000_000L))
                    .plus(random.nextInt(1_000_000), ChronoUnit.MICROS)
                    .atOffset(offset);
            String text = format.format(time);

            Instant expected = OffsetDateTime.parse(text, format).toInstant();

            assertThat(Instants.toInstant(parse(text)))
                    .as("seed %d, case %d: %s", seed, i, text)
                    .isEqualTo(expected);
            assertThat(Instants.toMicros(expected)).isEqualTo(parse(text));
        }
    }

    private static long parse(String text) {
        byte[] padded = ("xx" + text + "99").getBytes(StandardCharsets.UTF_8);
        return Instants.parse(padded, 2, padded.length - 4);
    }

    private static long ofObjectId(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return Instants.ofObjectId(bytes, 0, bytes.length);
    }
}
