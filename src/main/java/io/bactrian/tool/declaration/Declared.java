package io.bactrian.tool.declaration;

import io.bactrian.tool.Tool;
import java.util.List;
import java.util.Optional;

/**
 * What a tool's directory declares.
 *
 * @param tool the tool with its sound streams; empty when {@code tool.yaml} itself is broken
 * @param files the declaration files that were read, as paths below the directory
 * @param unlisted those of the problems that are streams which nobody lists yet
 */
public record Declared(Optional<Tool> tool, List<String> files, List<Problem> problems, List<Problem> unlisted) {
    /** What is wrong with one file, told by its path below the directory of tools. */
    public List<Problem> problemsOf(String directory, String file) {
        return problems.stream()
                .filter(problem -> problem.file().equals(file))
                .map(problem -> problem.within(directory))
                .toList();
    }
}
