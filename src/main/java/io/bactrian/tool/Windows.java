package io.bactrian.tool;

/**
 * A full read cut into windows of creation time, walked side by side.
 *
 * @param count how many windows
 * @param first request whose first record is the oldest one; its {@code created} pointer gives where the windows begin
 * @param created pointer to the creation instant in a record
 */
public record Windows(int count, RequestTemplate first, String created) {}
