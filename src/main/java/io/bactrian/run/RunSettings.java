package io.bactrian.run;

import java.time.Duration;

/**
 * How runs are held.
 *
 * @param holder name of this process, unique among all that share the database
 * @param leaseTime how long a lease lasts without renewal
 * @param stalledAfter how long a run may show no progress before it is given up
 * @param longestRedelivery a longer wait ends the run for now and stores when it goes on
 */
public record RunSettings(String holder, Duration leaseTime, Duration stalledAfter, Duration longestRedelivery) {}
