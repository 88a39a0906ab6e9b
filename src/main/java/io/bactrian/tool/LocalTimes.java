package io.bactrian.tool;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes instants the way a tool reads them: in its account's zone, never later than meant. */
public final class LocalTimes {
    /** Wherever on earth the account is, its clock is not further from UTC than this. */
    private static final Duration UNKNOWN_ZONE = Duration.ofHours(24);

    private LocalTimes() {}

    /**
     * A bound that includes the instant. The format's precision rounds down; in the hour that a zone repeats when summer time
     * ends the tool may take the later reading, so the bound goes back to before that hour.
     */
    public static String lowerBound(Instant instant, CursorDeclaration cursor, Map<String, String> account) {
        ZoneId zone = zone(cursor, account);
        boolean unknown = cursor.zone() != null && !account.containsKey(cursor.zone());
        LocalDateTime local = LocalDateTime.ofInstant(unknown ? instant.minus(UNKNOWN_ZONE) : instant, zone);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isOverlap()) {
            local = transition.getDateTimeAfter().minusMinutes(1);
        }
        return DateTimeFormatter.ofPattern(format(cursor)).format(local.atZone(zone));
    }

    /** An edge between two windows: the same text on both sides, so that nothing falls between. */
    public static String edge(Instant instant, CursorDeclaration cursor, Map<String, String> account) {
        return DateTimeFormatter.ofPattern(format(cursor)).format(instant.atZone(zone(cursor, account)));
    }

    private static String format(CursorDeclaration cursor) {
        return cursor.format() == null ? "yyyy-MM-dd'T'HH:mm:ss.SSSX" : cursor.format();
    }

    /** The account's own zone; a zone that Java does not know is a failure of the connection, not a guess. */
    private static ZoneId zone(CursorDeclaration cursor, Map<String, String> account) {
        String name = cursor.zone() == null ? null : account.get(cursor.zone());
        return of(name);
    }

    private static ZoneId of(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalStateException("the account's time zone " + name + " is unknown", e);
        }
    }
}
