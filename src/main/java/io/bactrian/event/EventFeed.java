package io.bactrian.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for events now and then, once for all readers that have come equally far. It does not wait to be notified: an event
 * becomes readable when the last older transaction ends, and that one may have nothing to notify of.
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int BATCH = 500;

    private final EventLog log;
    private final EventSettings settings;
    private final Map<EventReader, EventPosition> readers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;

    public EventFeed(EventLog log, EventSettings settings) {
        this.log = log;
        this.settings = settings;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "event-feed");
            thread.setDaemon(true);
            return thread;
        });
        long tick = settings.tick().toMillis();
        clock.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** Tells a reader of everything after a position, until it is over; false when there are too many readers. */
    public synchronized boolean add(EventReader reader, EventPosition after) {
        if (readers.size() >= settings.mostStreams()) {
            return false;
        }
        readers.put(reader, after);
        return true;
    }

    public int size() {
        return readers.size();
    }

    private void look() {
        try {
            readers.keySet().removeIf(EventReader::isOver);
            readers.keySet().forEach(EventReader::look);
            boolean more = true;
            while (more) {
                more = false;
                for (Map.Entry<EventPosition, List<EventReader>> group : ready().entrySet()) {
                    more |= tell(group.getKey(), group.getValue());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("events cannot be read; looking again: {}", e.getMessage());
        }
    }

    private Map<EventPosition, List<EventReader>> ready() {
        return new HashMap<>(readers.entrySet().stream()
                .filter(entry -> entry.getKey().isReady())
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))));
    }

    /** Returns whether there may be more. */
    private boolean tell(EventPosition after, List<EventReader> group) {
        List<Event> events = log.after(after, BATCH);
        if (events.isEmpty()) {
            return false;
        }
        EventPosition last = events.get(events.size() - 1).position();
        for (EventReader reader : group) {
            events.forEach(reader::tell);
            readers.replace(reader, last);
        }
        return events.size() == BATCH;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
