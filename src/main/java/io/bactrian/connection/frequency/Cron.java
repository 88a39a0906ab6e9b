package io.bactrian.connection.frequency;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Times by the clock of a zone: second, minute, hour, day of month, month and day of week, then the zone. Days of the week are
 * names, or 0 to 7 with Sunday as 0 and 7; {@code ?} is {@code *}. A time that the clock leaps over comes when the leap ends by
 * as much, one that it repeats comes once, and what comes every so many minutes or hours goes on coming.
 */
record Cron(String text, ExecutionTime times, ZoneId zone) implements SyncFrequency {
    static final String EXAMPLE = "0 */15 * * * ? Europe/Berlin";
    private static final int FIELDS = 6;
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));

    static Cron of(String written) {
        String text = written.strip().replaceAll("\\s+", " ");
        int end = text.lastIndexOf(' ');
        if (text.split(" ").length != FIELDS + 1) {
            throw new FrequencyRefused("must be a number of seconds, or a text of six fields (second, minute, hour,"
                    + " day of month, month, day of week) and a zone as in \"" + EXAMPLE + "\"");
        }
        Cron cron = new Cron(text, times(text.substring(0, end)), zone(text.substring(end + 1)));
        if (cron.zoned(Instant.EPOCH).isEmpty()) {
            throw new FrequencyRefused("never comes");
        }
        return cron;
    }

    private static ExecutionTime times(String fields) {
        try {
            return ExecutionTime.forCron(PARSER.parse(fields).validate());
        } catch (IllegalArgumentException refused) {
            throw new FrequencyRefused("is no cron expression: " + refused.getMessage());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new FrequencyRefused(
                    "ends in " + name + ", which is no time zone; known are names such as Europe/Berlin");
        }
    }

    @Override
    public @Nullable Instant next(UUID integrationId, Instant after) {
        Instant usual = zoned(after).orElse(null);
        return usual == null ? null : leaptOver(after, usual).orElse(usual);
    }

    private Optional<Instant> zoned(Instant after) {
        return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** A time before {@code usual} that no clock of the zone has shown, which the library leaves out. */
    private Optional<Instant> leaptOver(Instant after, Instant usual) {
        // A leap just before may still owe a time that is later than the leap.
        ZoneOffsetTransition change = zone.getRules().nextTransition(after.minusSeconds(86_400));
        while (change != null && change.getInstant().isBefore(usual)) {
            Optional<Instant> owed = change.isGap() ? owed(change, after) : Optional.empty();
            if (owed.filter(usual::isAfter).isPresent()) {
                return owed;
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return Optional.empty();
    }

    private Optional<Instant> owed(ZoneOffsetTransition leap, Instant after) {
        LocalDateTime asked = after.atOffset(leap.getOffsetBefore()).toLocalDateTime();
        LocalDateTime begin = leap.getDateTimeBefore().minusNanos(1);
        LocalDateTime from = asked.isAfter(begin) ? asked : begin;
        return times.nextExecution(from.atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime)
                .filter(leap.getDateTimeAfter()::isAfter)
                .map(local -> local.toInstant(leap.getOffsetBefore()));
    }

    @Override
    public String cron() {
        return text;
    }

    @Override
    public Object shown() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
