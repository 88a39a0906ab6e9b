package io.bactrian.simulate.jira;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes instants as Jira does: in the zone of the calling user, with an offset that has no colon. */
final class Stamps {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    private final DateTimeFormatter format;

    Stamps(ZoneId zone) {
        this.format = FORMAT.withZone(zone);
    }

    String of(Instant instant) {
        return format.format(instant);
    }

    static Instant read(String stamp) {
        return FORMAT.parse(stamp, Instant::from);
    }
}
