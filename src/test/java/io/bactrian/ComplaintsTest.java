package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of complaints: each has a test that exists, and none is left out. */
class ComplaintsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d[\\d, ]*) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final List<Integer> SHOWN = Stream.of(
                    IntStream.rangeClosed(1, 11),
                    IntStream.rangeClosed(13, 24),
                    IntStream.rangeClosed(26, 29),
                    IntStream.of(12, 25, 36, 48),
                    IntStream.rangeClosed(37, 45))
            .flatMap(IntStream::boxed)
            .sorted()
            .toList();

    @Test
    void eachComplaintAboutWhatIsBroughtOverIsInTheTable() throws IOException {
        assertThat(rows().keySet()).containsExactlyElementsOf(SHOWN);
    }

    @Test
    void eachRowNamesTestsThatExist() throws IOException {
        Map<String, String> sources = sources();

        assertThat(rows())
                .allSatisfy((number, tests) -> assertThat(named(tests))
                        .as("complaint " + number)
                        .isNotEmpty()
                        .allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                                .as(test.group())
                                .containsPattern(
                                        "@(Test|ParameterizedTest)\\b[^;]*?\\bvoid " + test.group(2) + "\\(")));
    }

    private static List<MatchResult> named(String tests) {
        return NAMED.matcher(tests).results().toList();
    }

    /** The tests of each complaint by its number. */
    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(row -> Stream.of(row.group(1).split(", "))
                        .forEach(number -> rows.merge(Integer.valueOf(number), row.group(2), String::concat)));
        return rows;
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), ComplaintsTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
