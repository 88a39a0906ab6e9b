package io.bactrian.access;

/** What is too much of one caller: wrong keys, and calls by key and by address. */
public record Limits(Throttle wrongKeys, CallLimits perKey, CallLimits perAddress) {}
