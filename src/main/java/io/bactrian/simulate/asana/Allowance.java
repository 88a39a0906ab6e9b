package io.bactrian.simulate.asana;

import java.time.Duration;

/**
 * What an account of a simulated Asana may do, and how long what it is told is good.
 *
 * @param premium whether it pays for search, portfolios, goals, dependencies and time tracking
 * @param perMinute requests of a token in a minute
 * @param concurrent reads at a time
 * @param offsetLife how long the position of a next page is good
 * @param tokenLife how long a token of events is good
 * @param answering how long an answer takes
 * @param lostEvery every so manieth event is never told, as delivery is at most once; 0 for none
 */
public record Allowance(
        boolean premium,
        int perMinute,
        int concurrent,
        Duration answering,
        Duration offsetLife,
        Duration tokenLife,
        int lostEvery) {
    public Allowance {
        if (perMinute < 1 || concurrent < 1 || lostEvery < 0) {
            throw new IllegalArgumentException("what a simulated Asana allows must make sense");
        }
    }

    /** What Asana gives a paying account. */
    static Allowance usual() {
        return new Allowance(true, 1500, 50, Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(24), 0);
    }

    Allowance withPremium(boolean value) {
        return new Allowance(value, perMinute, concurrent, answering, offsetLife, tokenLife, lostEvery);
    }

    Allowance withLimits(int inAMinute, int atATime) {
        return new Allowance(premium, inAMinute, atATime, answering, offsetLife, tokenLife, lostEvery);
    }

    Allowance withAnswering(Duration value) {
        return new Allowance(premium, perMinute, concurrent, value, offsetLife, tokenLife, lostEvery);
    }

    Allowance withLives(Duration ofOffset, Duration ofToken) {
        return new Allowance(premium, perMinute, concurrent, answering, ofOffset, ofToken, lostEvery);
    }

    Allowance withLostEvery(int value) {
        return new Allowance(premium, perMinute, concurrent, answering, offsetLife, tokenLife, value);
    }
}
