package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark as it is started from a shell, on a small site. */
@Tag("proof")
class BenchIT {
    @Test
    void everyFigureEndsInSyncAndTheTableNamesTheMachine() throws Exception {
        Ran ran = Ran.process("bench", "all", "--issues", "400", "--rounds", "1", "--changed", "5");

        List<String> lines = ran.out().lines().toList();
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(lines)
                .filteredOn(line -> line.contains("\"outcome\""))
                .hasSizeGreaterThan(6)
                .allSatisfy(line -> assertThat(line).contains("in_sync"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| "))
                .anySatisfy(line -> assertThat(line).startsWith("| incremental, 5.0 % of 400 changed | 20 |"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("cores").contains("; PostgreSQL"));
    }

    @Test
    void theRequestsOfASyncAreToldBesideThoseOfAskingOneByOne() throws Exception {
        Ran ran =
                Ran.process("bench", "sync", "--issues", "1000", "--children", "3,2,5", "--rounds", "1", "--no-floor");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().reduce((first, second) -> second).orElse(""))
                .matches("1,000 issues with 3 comments, 2 worklogs and 5 changes each: \\d\\d requests; one for each"
                        + " issue and each kind of its parts would be 4,000");
    }

    @Test
    void everySavedFileOfTheReloadBenchmarkRunsIdleAndUnderASync() throws Exception {
        Ran ran = Ran.process("bench", "reload", "--issues", "200", "--saves", "2");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("| a ")))
                .hasSize(4)
                .allSatisfy(
                        line -> assertThat(line).containsPattern("^\\| a .*, (idle|under a sync) \\| 2 \\| \\d+ ms"));
    }
}
