package io.bactrian.tool;

/**
 * How a list is read of which a tool shows the beginning only, or shows it ever more slowly: slice by slice, each from where the
 * last record of the one before stands, which the request holds as {@code {from}}.
 *
 * @param at pointer, in a record, to the instant by which the list is in order, the earliest first
 * @param most how many records are read of a slice before the next one begins
 */
public record Slices(String at, int most) {}
