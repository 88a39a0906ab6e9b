package io.bactrian.connection.frequency;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How often an integration is synced: only on request, every so many seconds, or when a cron expression says. */
public sealed interface SyncFrequency permits SyncFrequency.OnRequest, SyncFrequency.Every, Cron {
    long LONGEST = Duration.ofDays(366).toSeconds();
    int LONGEST_TEXT = 200;

    /** When the next sync is due; null when none ever is by itself. */
    @Nullable
    Instant next(UUID integrationId, Instant after);

    /** The seconds between syncs, 0 when it is not said in seconds. */
    default long seconds() {
        return 0;
    }

    /** The cron expression and its zone, null when it is not said so. */
    default @Nullable String cron() {
        return null;
    }

    /** As it is given and shown: seconds, or a text. */
    @JsonValue
    Object shown();

    /** Reads what a caller wrote; throws {@link FrequencyRefused}. */
    static SyncFrequency of(@Nullable JsonNode written) {
        if (written == null || written.isNull()) {
            return new OnRequest();
        }
        if (written.isTextual()) {
            if (written.textValue().length() > LONGEST_TEXT) {
                throw new FrequencyRefused("is longer than " + LONGEST_TEXT + " characters");
            }
            return Cron.of(written.textValue());
        }
        if (!written.isIntegralNumber()
                || !written.canConvertToLong()
                || written.longValue() < 0
                || written.longValue() > LONGEST) {
            throw new FrequencyRefused("must be a number of seconds up to " + LONGEST
                    + ", 0 for only on request, or cron and zone as in \"" + Cron.EXAMPLE + "\"");
        }
        return of(written.longValue(), null);
    }

    /** Reads what is stored. */
    static SyncFrequency of(long seconds, @Nullable String cron) {
        if (cron != null) {
            return Cron.of(cron);
        }
        return seconds == 0 ? new OnRequest() : new Every(seconds);
    }

    /** Never by itself. */
    record OnRequest() implements SyncFrequency {
        @Override
        public @Nullable Instant next(UUID integrationId, Instant after) {
            return null;
        }

        @Override
        public Object shown() {
            return 0L;
        }
    }

    /** Every so many seconds, each integration at a phase of its own, so that those of one frequency do not start together. */
    record Every(long seconds) implements SyncFrequency {
        @Override
        public Instant next(UUID integrationId, Instant after) {
            long period = seconds * 1000;
            long phase = Math.floorMod(
                    integrationId.getMostSignificantBits() ^ integrationId.getLeastSignificantBits(), period);
            return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli() - phase, period) + 1) * period + phase);
        }

        @Override
        public Object shown() {
            return seconds;
        }
    }
}
