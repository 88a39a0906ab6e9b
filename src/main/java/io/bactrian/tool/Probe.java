package io.bactrian.tool;

import java.util.Map;

/**
 * The call that proves a credential without being served anonymously.
 *
 * @param account name of a value remembered of the account (for instance {@code timeZone}) to the pointer it stands at
 */
public record Probe(RequestTemplate request, Map<String, String> account) {}
