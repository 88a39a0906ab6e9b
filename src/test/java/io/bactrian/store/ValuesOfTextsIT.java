package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions by which views read typed values from texts: what is no value is null and refuses no query. */
class ValuesOfTextsIT {
    private static final int TEXTS = 20_000;

    private static FreshDatabase database;

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0}(''{1}'') is {2}")
    @CsvSource({
        "number_of, 4711.50, 4711.50",
        "number_of, -1e3, -1000",
        "number_of, +7, 7",
        "number_of, 1e9999, ''",
        "number_of, NaN, ''",
        "number_of, '1,5', ''",
        "number_of, 12 pounds, ''",
        "truth_of, true, true",
        "truth_of, false, false",
        "truth_of, yes, ''",
        "date_of, 2026-02-28, 2026-02-28",
        "date_of, 2024-02-29, 2024-02-29",
        "date_of, 2026-02-29, ''",
        "date_of, 2026-13-01, ''",
        "date_of, 0000-01-01, ''",
        "date_of, 9999-12-31, 9999-12-31",
        "date_of, 2026-11-26T23:30:00.000-0500, 2026-11-26",
        "date_of, tomorrow, ''",
        "time_of, 2026-11-26T12:30:00.000+0200, 2026-11-26 10:30:00+00",
        "time_of, 2026-11-26T12:30:00Z, 2026-11-26 12:30:00+00",
        "time_of, 2026-11-26 12:30-11:00, 2026-11-26 23:30:00+00",
        "time_of, 2026-11-26, 2026-11-26 00:00:00+00",
        "time_of, 2026-11-26T24:00:00Z, ''",
        "time_of, 2026-11-26T12:30:00, ''",
        "time_of, 2026-02-30T12:30:00Z, ''"
    })
    void aTextIsItsValueOrNull(String function, String text, String value) {
        assertThat(read(function, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number_of", "truth_of", "date_of", "time_of"})
    void ofNothingThereIsNothing(String function) {
        assertThat(read(function, null)).isEmpty();
    }

    @Test
    void noTextRefusesAQuery() {
        long seed = 20_261_126;
        RandomGenerator chance = new SplittableRandom(seed);
        List<String> texts = Stream.generate(() -> text(chance)).limit(TEXTS).toList();

        for (String function : List.of("number_of", "truth_of", "date_of", "time_of")) {
            assertThatCode(() -> database.jdbi()
                            .useHandle(handle -> handle.createQuery(
                                            "select count(work." + function + "(text)) from unnest(:texts) as t(text)")
                                    .bindArray("texts", String.class, texts)
                                    .mapTo(Long.class)
                                    .one()))
                    .as("%s, seed %s", function, seed)
                    .doesNotThrowAnyException();
        }
    }

    /** Nearly a number or an instant. */
    private static String text(RandomGenerator chance) {
        String good = List.of(
                        "-12.5e10", "2026-11-26T23:59:59.999+14:00", "0001-02-29T00:00Z", "9999-12-31 00:00:00-1559")
                .get(chance.nextInt(4));
        return good.chars()
                .mapToObj(c -> chance.nextInt(12) == 0 ? any(chance) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static String any(RandomGenerator chance) {
        return String.valueOf("0123456789+-.:TZeE ü\n".charAt(chance.nextInt(20)));
    }

    private static String read(String function, @Nullable String text) {
        return database.jdbi().inTransaction(handle -> {
            handle.execute("set local time zone 'UTC'");
            return handle.createQuery("select coalesce(work." + function + "(:text)::text, '')")
                    .bind("text", text)
                    .mapTo(String.class)
                    .one();
        });
    }
}
