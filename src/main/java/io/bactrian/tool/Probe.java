package io.bactrian.tool;

import java.util.Map;

/**
 * The call that proves a credential without being served anonymously.
 *
 * @param paging how its first page is asked for, where it lists records
 * @param account name of a value remembered of the account (for instance {@code timeZone}) to the pointer it stands at
 */
public record Probe(RequestTemplate request, Paging paging, Map<String, String> account) {}
