package io.bactrian.tool;

import java.util.Set;

/**
 * How records are fetched by id, to complete a census and to compare a sample.
 *
 * @param batch how many ids one request may name
 * @param items pointer to the records in the answer; an id that is not among them was not found
 * @param gone statuses, besides those of every tool, by which it says that it has no such record
 */
public record ByIds(RequestTemplate request, int batch, String items, Set<Integer> gone) {}
