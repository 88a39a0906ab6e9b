package io.bactrian.tool;

import java.util.Map;

/**
 * How a tool is asked of which kind an account is, where it has kinds that cannot be asked the same.
 *
 * @param request what tells it; it may be answered to strangers, for it proves nothing
 * @param as name under which the answer is remembered of the account
 * @param at pointer to it
 * @param of the tool as it is to an account of each kind that differs from what the tool itself says
 */
public record Variants(RequestTemplate request, String as, String at, Map<String, Tool> of) {}
