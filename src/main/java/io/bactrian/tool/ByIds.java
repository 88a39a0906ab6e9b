package io.bactrian.tool;

/**
 * How records are fetched by id, to complete a census and to compare a sample.
 *
 * @param batch how many ids one request may name
 * @param items pointer to the records in the answer; an id that is not among them was not found
 */
public record ByIds(RequestTemplate request, int batch, String items) {}
