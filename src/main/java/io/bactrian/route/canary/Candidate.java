package io.bactrian.route.canary;

import io.bactrian.tool.Tool;
import java.util.List;

/**
 * What would run with a version of a file.
 *
 * @param tool as it would be declared
 * @param routes ids of the routes of files that a page of the tool would go through
 */
public record Candidate(Tool tool, List<String> routes, Way way) {}
