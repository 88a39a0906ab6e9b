package io.bactrian.tool;

import java.time.Duration;

/**
 * The cheapest listing of a stream's ids.
 *
 * @param items pointer to the records in the answer
 * @param id pointer to the id in a record
 * @param every how old a census may be before a sync takes another; a full sync always takes one
 */
public record CensusDeclaration(RequestTemplate request, Paging paging, String items, String id, Duration every) {}
