package io.bactrian.event;

import java.time.Duration;

/**
 * How events are handed out.
 *
 * @param tick how often they are looked for
 * @param heartbeat how often a silent stream shows that it is alive; a reader that takes nothing for two of them is cut off
 * @param mostStreams how many streams there may be at once
 */
public record EventSettings(Duration tick, Duration heartbeat, int mostStreams) {
    public EventSettings {
        if (tick.isZero() || heartbeat.compareTo(tick) < 0) {
            throw new IllegalArgumentException("events.tick must be longer than 0, and events.heartbeat not shorter");
        }
        if (mostStreams < 1) {
            throw new IllegalArgumentException("events.most-streams must be 1 or more");
        }
    }
}
