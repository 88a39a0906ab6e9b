package io.bactrian.tool;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes instants the way a tool reads them: in its account's zone, never later than meant. */
public final class LocalTimes {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
    private static final ZonedDateTime SOME = ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 7, ZoneOffset.UTC);
    private static final Set<String> WORDS = Set.of("iso", "epoch_s", "epoch_ms", "object_id");

    private static final List<Duration> UNITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1));

    /** Wherever on earth the account is, its clock is not further from UTC than this. */
    private static final Duration UNKNOWN_ZONE = Duration.ofHours(24);

    private LocalTimes() {}

    /**
     * A bound that includes the instant. The format's precision rounds down, by one more where the tool leaves out the bound; in the hour that a zone repeats when summer time
     * ends the tool may take the later reading, so the bound goes back to before that hour.
     */
    public static String lowerBound(Instant instant, CursorDeclaration cursor, Map<String, String> account) {
        ZoneId zone = zone(cursor, account);
        boolean unknown = cursor.zone() != null && !account.containsKey(cursor.zone()) && !isZone(cursor.zone());
        Instant bound = unknown ? instant.minus(UNKNOWN_ZONE) : instant;
        LocalDateTime local = unambiguous(bound, zone);
        if (cursor.exclusive()) {
            // A clock that was set between the two makes an hour on it more or less than an hour.
            Duration unit = precision(format(cursor));
            local = earlier(local.minus(unit), unambiguous(bound.minus(unit), zone));
        }
        return written(cursor, local.atZone(zone));
    }

    private static LocalDateTime unambiguous(Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isOverlap()
                ? transition.getDateTimeAfter().minusMinutes(1)
                : local;
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    /** An edge between two windows: the same text on both sides, so that nothing falls between. */
    public static String edge(Instant instant, CursorDeclaration cursor, Map<String, String> account) {
        return written(cursor, instant.atZone(zone(cursor, account)));
    }

    private static String format(CursorDeclaration cursor) {
        return cursor.format() == null ? "iso" : cursor.format();
    }

    /** The least that two instants must be apart to be written differently. */
    static Duration precision(String format) {
        return UNITS.stream()
                .filter(unit -> !written(format, SOME.plus(unit)).equals(written(format, SOME)))
                .findFirst()
                .orElse(UNITS.get(UNITS.size() - 1));
    }

    private static String written(CursorDeclaration cursor, ZonedDateTime time) {
        return written(format(cursor), time);
    }

    private static String written(String format, ZonedDateTime time) {
        return switch (format) {
            case "iso" -> ISO.format(time.withZoneSameInstant(ZoneOffset.UTC));
            case "epoch_s" -> Long.toString(time.toEpochSecond());
            case "epoch_ms" -> Long.toString(time.toInstant().toEpochMilli());
            // An id of this kind begins with the second it was made in.
            case "object_id" -> "%08x%016x".formatted(time.toEpochSecond(), 0);
            default -> DateTimeFormatter.ofPattern(format).format(time);
        };
    }

    /** Whether a text is how an instant may be written: one of the words, or a pattern with which one can be. */
    public static boolean isFormat(String format) {
        if (WORDS.contains(format)) {
            return true;
        }
        try {
            DateTimeFormatter pattern = DateTimeFormatter.ofPattern(format);
            // Without the year every instant would be asked for again each year.
            return !pattern.format(SOME).equals(pattern.format(SOME.plusYears(1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** Whether a text names a time zone as IANA does, or an offset. */
    public static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The account's own zone; a zone that Java does not know is a failure of the connection, not a guess. */
    private static ZoneId zone(CursorDeclaration cursor, Map<String, String> account) {
        String zone = cursor.zone();
        return of(zone == null ? null : account.getOrDefault(zone, isZone(zone) ? zone : "UTC"));
    }

    private static ZoneId of(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalStateException("the account's time zone " + name + " is unknown", e);
        }
    }
}
