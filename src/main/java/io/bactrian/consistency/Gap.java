package io.bactrian.consistency;

/** Something a run did not look at or could not keep, which lowers the confidence. */
public record Gap(String kind, long count, String reason) {}
