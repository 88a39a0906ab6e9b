package io.bactrian.failure;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known besides the failure itself when its recovery is decided.
 *
 * @param now the instant of the decision
 * @param told how long the tool asked to be left alone; zero when it did not
 * @param before how often the same has failed since it last went well
 * @param renewed whether a credential is stored that is not yet in use
 * @param paged whether it was a page that failed, which could be asked for in smaller ones
 */
public record Circumstances(Instant now, Duration told, int before, boolean renewed, boolean paged) {}
