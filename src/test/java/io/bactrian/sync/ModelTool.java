package io.bactrian.sync;

import io.bactrian.tool.CursorDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tool of one case: items that change while they are read, a search that shows changes late, a log of what happened. */
final class ModelTool {
    private static final long TOKEN_LIFE = Duration.ofHours(6).toMillis();

    private final ModelCase rules;
    private final Random random;
    private final Map<Integer, Item> items = new TreeMap<>();
    private final List<Action> log = new ArrayList<>();
    private long now;
    private boolean isOpen;
    private boolean isStill;
    private int made;

    /** One state of an item; {@code stamp} is negative where the tool gives no instant of change. */
    record Version(int number, long stamp, long visibleAt, boolean isDeleted) {}

    /** Something that happened to an item. */
    record Action(String id, String partition, String item, boolean isDeletion, long at, long visibleAt) {}

    /** What is shown of an item. */
    record Shown(String id, String partition, Version version) {}

    private record Item(String id, String partition, boolean isStamped, List<Version> versions) {
        Version last() {
            return versions.get(versions.size() - 1);
        }
    }

    /**
     * @param date the tool's clock, in whole seconds as HTTP tells it
     * @param token where it goes on; null for nowhere
     */
    record Told<T>(
            List<T> records, @Nullable String token, boolean more, boolean isLost, Instant date, Duration took) {}

    ModelTool(ModelCase rules, Random random) {
        this.rules = rules;
        this.random = random;
        now = rules.begin().toEpochMilli();
        for (int count = random.nextInt(12); count > 0; count--) {
            change();
        }
        now += 200_000;
        isOpen = true;
    }

    Instant now() {
        return Instant.ofEpochMilli(now);
    }

    void pass(Duration time) {
        now += time.toMillis();
    }

    /** Nothing changes from now on. */
    void standStill() {
        isStill = true;
    }

    /** What people do between two runs, and any number of it at one instant. */
    void live() {
        for (int count = random.nextInt(4); count > 0; count--) {
            pass(Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(7_200_000) : random.nextInt(90_000)));
            for (int burst = random.nextInt(4) == 0 ? 12 : 1; burst > 0; burst--) {
                change();
            }
        }
        pass(Duration.ofMillis(random.nextInt(120_000)));
    }

    private void change() {
        if (isStill) {
            return;
        }
        List<Item> living =
                items.values().stream().filter(item -> !item.last().isDeleted()).toList();
        if (living.isEmpty() || random.nextInt(5) == 0) {
            int id = ++made;
            String partition =
                    rules.partitions().get(random.nextInt(rules.partitions().size()));
            // Who searches for changes cannot find what comes to be without one.
            boolean isStamped = isOpen || random.nextInt(5) > 0;
            items.put(id, new Item(Integer.toString(id), partition, isStamped, new ArrayList<>()));
            add(items.get(id), 1, false);
        } else {
            Item item = living.get(random.nextInt(living.size()));
            boolean isDeleted = rules.feed() != null && random.nextInt(6) == 0;
            add(item, item.last().number() + 1, isDeleted);
        }
    }

    private void add(Item item, int number, boolean isDeleted) {
        long unit = rules.stamp().toMillis();
        long stamp = item.isStamped() ? now / unit * unit : -1;
        item.versions().add(new Version(number, stamp, now + late(), isDeleted));
        if (random.nextInt(100) >= rules.misses()) {
            String id = rules.format().equals("object_id") && rules.feed() != CursorDeclaration.Kind.NEWEST
                    ? "%08x%016x".formatted(now / 1000, random.nextLong(1L << 60))
                    : Integer.toString(1000 + log.size());
            log.add(new Action(id, item.partition(), item.id(), isDeleted, now, now + late()));
        }
    }

    private long late() {
        return rules.lag().isZero() ? 0 : random.nextLong(rules.lag().toMillis() + 1);
    }

    /** The items of a partition in the order of their ids, those behind the one that a token names. */
    Told<Shown> search(String partition, @Nullable String since, @Nullable String token) {
        long begun = ask();
        int after = token == null ? 0 : Integer.parseInt(token);
        List<Shown> all = items.values().stream()
                .filter(item -> item.partition().equals(partition) && Integer.parseInt(item.id()) > after)
                .flatMap(item -> shown(item).stream())
                .filter(found(since))
                .toList();
        List<Shown> page = all.subList(0, Math.min(all.size(), rules.pageSize()));
        boolean more = page.size() < all.size();
        return told(page, more ? page.get(page.size() - 1).id() : null, more, false, begun);
    }

    /** Only a search shows changes late; a plain list shows what there is. */
    private List<Shown> shown(Item item) {
        boolean isLate = rules.feed() == null && rules.items() == CursorDeclaration.Kind.CHANGED_SINCE;
        return item.versions().stream()
                .filter(version -> !isLate || version.visibleAt() <= now)
                .max(Comparator.comparingInt(Version::number))
                .filter(version -> !version.isDeleted())
                .map(version -> new Shown(item.id(), item.partition(), version))
                .stream()
                .toList();
    }

    private Predicate<Shown> found(@Nullable String since) {
        if (since == null) {
            return item -> true;
        }
        long bound = read(since);
        return item -> item.version().stamp() >= 0
                && (rules.exclusive()
                        ? rounded(item.version().stamp()) > bound
                        : item.version().stamp() >= bound);
    }

    /** A tool that leaves the bound out compares as precisely as the bound is written. */
    private long rounded(long stamp) {
        return switch (rules.format()) {
            case "yyyy-MM-dd HH" -> rounded(stamp, ChronoUnit.HOURS);
            case "yyyy-MM-dd HH:mm" -> rounded(stamp, ChronoUnit.MINUTES);
            case "yyyy-MM-dd'T'HH:mm:ss", "epoch_s" -> rounded(stamp, ChronoUnit.SECONDS);
            default -> stamp;
        };
    }

    private long rounded(long stamp, ChronoUnit unit) {
        return Instant.ofEpochMilli(stamp)
                .atZone(rules.zone())
                .truncatedTo(unit)
                .toInstant()
                .toEpochMilli();
    }

    private long read(String time) {
        return switch (rules.format()) {
            case "iso" -> Instant.parse(time).toEpochMilli();
            case "epoch_s" -> Long.parseLong(time) * 1000;
            case "epoch_ms" -> Long.parseLong(time);
            default -> {
                DateTimeFormatter format = new DateTimeFormatterBuilder()
                        .appendPattern(rules.format())
                        .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                        .toFormatter();
                ZonedDateTime local = LocalDateTime.parse(time, format).atZone(rules.zone());
                yield (rules.isLater() ? local.withLaterOffsetAtOverlap() : local.withEarlierOffsetAtOverlap())
                        .toInstant()
                        .toEpochMilli();
            }
        };
    }

    /** What happened in a partition since a token was handed out; each token is good for some hours. */
    Told<Action> events(String partition, @Nullable String token) {
        long begun = ask();
        List<Action> all = log.stream()
                .filter(action -> action.partition().equals(partition) && action.visibleAt() <= now)
                .sorted(Comparator.comparingLong(Action::visibleAt))
                .toList();
        String[] parts = token == null ? new String[] {"0", "-" + TOKEN_LIFE} : token.split(":");
        if (token == null || now - Long.parseLong(parts[1]) > TOKEN_LIFE) {
            return told(List.of(), all.size() + ":" + now, false, true, begun);
        }
        int from = Integer.parseInt(parts[0]);
        int to = Math.min(all.size(), from + rules.pageSize());
        return told(all.subList(from, to), to + ":" + now, to < all.size(), false, begun);
    }

    /** What happened in a partition, the newest first. */
    Told<Action> actions(String partition, @Nullable String after, @Nullable String before) {
        long begun = ask();
        Comparator<String> order = rules.feed() == CursorDeclaration.Kind.NEWEST
                ? Comparator.comparingInt(Integer::parseInt)
                : Comparator.naturalOrder();
        int least = rules.exclusive() ? 1 : 0;
        List<Action> page = log.stream()
                .filter(action -> action.partition().equals(partition) && action.visibleAt() <= now)
                .filter(action -> after == null || order.compare(action.id(), after) >= least)
                .filter(action -> before == null || order.compare(before, action.id()) >= least)
                .sorted(Comparator.comparing(Action::id, order).reversed())
                .limit(rules.pageSize() + 1)
                .toList();
        return told(page, page.isEmpty() ? null : page.get(page.size() - 1).id(), false, false, begun);
    }

    /** The truth about some items. */
    List<Shown> fetch(List<String> ids) {
        ask();
        return truth().stream().filter(item -> ids.contains(item.id())).toList();
    }

    List<Shown> truth() {
        return items.values().stream()
                .filter(item -> !item.last().isDeleted())
                .map(item -> new Shown(item.id(), item.partition(), item.last()))
                .toList();
    }

    List<Action> log() {
        return log;
    }

    /** Returns when it was asked; things change before it looks, and before its answer arrives. */
    private long ask() {
        long begun = now;
        pass(Duration.ofMillis(random.nextInt(1500)));
        if (random.nextInt(6) == 0) {
            change();
        }
        return begun;
    }

    private <T> Told<T> told(List<T> records, @Nullable String token, boolean more, boolean isLost, long begun) {
        if (random.nextInt(6) == 0) {
            change();
        }
        pass(Duration.ofMillis(random.nextInt(1500)));
        Instant date = Instant.ofEpochSecond(Math.floorDiv(now, 1000));
        return new Told<>(List.copyOf(records), token, more, isLost, date, Duration.ofMillis(now - begun));
    }

    /** For messages. */
    String clock() {
        return ZonedDateTime.ofInstant(now(), ZoneOffset.UTC).toString();
    }
}
