package io.bactrian.access;

/**
 * What is too much of one caller: wrong keys, and calls by key and by address.
 *
 * @param notedRefusals how many refusals of strangers are noted of one address, whoever refuses; the others are counted
 */
public record Limits(Throttle wrongKeys, Throttle notedRefusals, CallLimits perKey, CallLimits perAddress) {}
