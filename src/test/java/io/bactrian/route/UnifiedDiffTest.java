package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What differs between two versions is told as a unified diff. */
final class UnifiedDiffTest {
    @Test
    void equalVersionsDifferInNothing() {
        assertThat(UnifiedDiff.of("a", "1\n2\n", "1\n2\n")).isEmpty();
    }

    @Test
    void aChangeStandsBetweenThreeLinesOfContext() {
        String diff = UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");

        assertThat(diff).isEqualTo("""
                --- a
                +++ a
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                """);
    }

    @Test
    void aFirstVersionIsAllNew() {
        assertThat(UnifiedDiff.of("a", "", "1\n2\n")).isEqualTo("--- a\n+++ a\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    }

    @Test
    void whatStaysBetweenTwoChangesIsTold() {
        assertThat(UnifiedDiff.of("a", "a\nb\nc\n", "x\nb\ny\n")).endsWith("@@ -1,3 +1,3 @@\n-a\n+x\n b\n-c\n+y\n");
    }
}
