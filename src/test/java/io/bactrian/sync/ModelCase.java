package io.bactrian.sync;

import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CursorDeclaration.Kind;
import io.bactrian.tool.LocalTimes;
import io.bactrian.tool.Paging;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the tool of one case behaves, and how it is declared; drawn from a seed.
 *
 * @param feed cursor of the feed that tells of the items; null when they are searched for themselves
 * @param stamp to what the tool rounds the instants of changes down
 * @param lag the most by which it shows a change late
 * @param exclusive whether it leaves out the bound of a search
 * @param isLater which of two readings it takes in the hour that is repeated
 * @param skew of our clock
 * @param misses of how many changes in a hundred the feed says nothing
 */
record ModelCase(
        long seed,
        Set<Cure> cures,
        Kind items,
        @Nullable Kind feed,
        String format,
        ZoneId zone,
        Instant begin,
        List<String> partitions,
        Duration stamp,
        Duration lag,
        boolean exclusive,
        boolean isLater,
        Duration skew,
        int pageSize,
        int misses) {
    static final Duration WHOLE_EVERY = Duration.ofHours(12);

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Pacific/Pago_Pago"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Auckland"),
            ZoneId.of("Pacific/Kiritimati"));
    private static final List<String> FORMATS =
            List.of("iso", "epoch_s", "epoch_ms", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH");
    private static final Instant EARLIEST = Instant.parse("2017-01-01T00:00:00Z");
    private static final long HOUR = 3_600_000;

    static ModelCase of(long seed, Set<Cure> cures) {
        Random random = new Random(seed);
        int kind = random.nextInt(6);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        boolean isSearched = kind < 2;
        return new ModelCase(
                seed,
                cures,
                isSearched ? Kind.CHANGED_SINCE : kind == 2 ? Kind.WHOLE : Kind.REPORTED,
                kind == 3 ? Kind.NEWEST : kind == 4 ? Kind.TOKEN : kind == 5 ? Kind.CHANGED_SINCE : null,
                isSearched ? FORMATS.get(random.nextInt(FORMATS.size())) : "object_id",
                isSearched ? zone : ZoneId.of("UTC"),
                begin(random, zone),
                random.nextInt(3) == 0
                        ? List.of("")
                        : IntStream.rangeClosed(1, 1 + random.nextInt(4))
                                .mapToObj(number -> "p" + number)
                                .toList(),
                Duration.ofMillis(List.of(1, 1000, 60_000).get(random.nextInt(3))),
                Duration.ofMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(90_000)),
                random.nextBoolean(),
                random.nextBoolean(),
                Duration.ofMillis(random.nextLong(-30 * HOUR, 30 * HOUR)),
                1 + random.nextInt(5),
                kind == 4 && random.nextBoolean() ? 20 : 0);
    }

    /** Half of all cases live through a change of the clocks. */
    private static Instant begin(Random random, ZoneId zone) {
        Instant some = EARLIEST.plusMillis(random.nextLong(2 * 365 * 24 * HOUR));
        var transition = zone.getRules().nextTransition(some);
        return transition == null || random.nextBoolean()
                ? some
                : transition.getInstant().minusMillis(random.nextLong(4 * HOUR));
    }

    boolean has(Cure cure) {
        return cures.contains(cure);
    }

    static Set<Cure> allBut(Cure cure) {
        return EnumSet.complementOf(EnumSet.of(cure));
    }

    Map<String, String> account() {
        return Map.of("timeZone", zone.getId());
    }

    CursorDeclaration itemsCursor() {
        return cursor(items);
    }

    Paging itemsPaging() {
        return new Paging(Paging.Kind.TOKEN, "at", "/next", "size", pageSize, null);
    }

    Paging feedPaging() {
        return feed == Kind.TOKEN
                ? new Paging(Paging.Kind.TOKEN, "sync", "/sync", null, pageSize, null, "/more", null, 1)
                : new Paging(Paging.Kind.LAST, "before", null, "limit", pageSize, null);
    }

    CursorDeclaration cursor(Kind kind) {
        return new CursorDeclaration(
                kind,
                format,
                has(Cure.ZONE) ? "timeZone" : null,
                has(Cure.OVERLAP) ? lag.plus(stamp) : Duration.ZERO,
                has(Cure.BOUND) && exclusive,
                misses > 0 ? WHOLE_EVERY : null,
                null,
                null,
                Map.of(),
                "",
                Map.of(),
                null);
    }

    /** The text in which a bound is written by those who forget the repeated hour. */
    String plain(Instant bound, CursorDeclaration cursor) {
        return LocalTimes.edge(cursor.exclusive() ? bound.minusMillis(HOUR) : bound, cursor, account());
    }
}
