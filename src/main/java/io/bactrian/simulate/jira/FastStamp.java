package io.bactrian.simulate.jira;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Writes stamps like {@link Stamps}, without making garbage, for pages of which there are many. */
final class FastStamp {

    private static final int DAY = 86_400;

    private final ZoneRules rules;
    private final byte[] bytes = "0000-00-00T00:00:00.000+0000".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private long day = Long.MIN_VALUE;

    FastStamp(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** The stamp, valid until the next call. */
    byte[] of(long millis) {
        int offset = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
        long seconds = Math.floorDiv(millis, 1000L) + offset;
        date(Math.floorDiv(seconds, (long) DAY));
        int time = (int) Math.floorMod(seconds, (long) DAY);
        put(11, 2, time / 3600);
        put(14, 2, time / 60 % 60);
        put(17, 2, time % 60);
        put(20, 3, (int) Math.floorMod(millis, 1000L));
        bytes[23] = (byte) (offset < 0 ? '-' : '+');
        put(24, 2, Math.abs(offset) / 3600);
        put(26, 2, Math.abs(offset) / 60 % 60);
        return bytes;
    }

    private void date(long newDay) {
        if (newDay != day) {
            day = newDay;
            LocalDate date = LocalDate.ofEpochDay(newDay);
            put(0, 4, date.getYear());
            put(5, 2, date.getMonthValue());
            put(8, 2, date.getDayOfMonth());
        }
    }

    private void put(int at, int width, int number) {
        int rest = number;
        for (int place = at + width - 1; place >= at; place--) {
            bytes[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
