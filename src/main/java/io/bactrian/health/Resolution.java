package io.bactrian.health;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How much time health checks are summed up by. */
public enum Resolution {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Duration.ofDays(3)),
    HOUR("1h", Duration.ofHours(1), Duration.ofDays(45)),
    DAY("1d", Duration.ofDays(1), Duration.ofDays(36_500));

    /** Up to this, the single checks say more. */
    static final Duration LONGEST_RAW = Duration.ofHours(6);

    static final String RAW = "raw";

    private final String word;
    private final Duration width;
    private final Duration longest;

    Resolution(String word, Duration width, Duration longest) {
        this.word = word;
        this.width = width;
        this.longest = longest;
    }

    /** The word used in JSON and SQL. */
    public String word() {
        return word;
    }

    Duration width() {
        return width;
    }

    /** What a word stands for; empty for the single checks. */
    static Optional<Resolution> of(String word) {
        return Arrays.stream(values())
                .filter(resolution -> resolution.word.equals(word))
                .findFirst();
    }

    /** The finest that shows a span of time in a few hundred points. */
    static String fitting(Duration span) {
        if (span.compareTo(LONGEST_RAW) <= 0) {
            return RAW;
        }
        return Arrays.stream(values())
                .filter(resolution -> span.compareTo(resolution.longest) <= 0)
                .findFirst()
                .orElse(DAY)
                .word;
    }
}
