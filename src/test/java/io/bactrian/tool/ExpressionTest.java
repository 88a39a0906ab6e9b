package io.bactrian.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression ends, whatever it says, and tells nothing of the record when it fails. */
final class ExpressionTest {
    private static final String SECRET = "canary-4711";
    private static final Map<String, Object> RECORD =
            Map.of("points", 3, "text", SECRET, "sprints", List.of(Map.of("name", "one"), Map.of("name", "two")));

    @Test
    void valuesAreMadeOfTheRecord() throws ExpressionRefused {
        assertThat(Expression.compile("points * 2").evaluate(RECORD)).isEqualTo(6);
        assertThat(Expression.compile("sprints[-1].name").evaluate(RECORD)).isEqualTo("two");
        assertThat(Expression.compile("$pad('a', -3, '.')").evaluate(RECORD)).isEqualTo("..a");
        assertThat(Expression.compile("nothing.here").evaluate(RECORD)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x) { $f($x) }; $f(1))",
                "($f := function($x) { 1 + $f($x) }; $f(1))",
                "($f := function($s) { $f($s & $s) }; $f('aaaaaaaaaaaaaaaa'))",
                "$map([1..10000000], function($v) { $v })",
                "$pad('a', 100000000)",
                "text + 1",
                "$error(text)",
                "$toMillis(text)"
            })
    void oneThatFailsOrDoesNotEndIsRefused(String text) throws ExpressionRefused {
        Expression expression = Expression.compile(text);

        assertThatThrownBy(() -> expression.evaluate(RECORD))
                .isInstanceOf(ExpressionRefused.class)
                .hasMessageStartingWith("it fails with ")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void oneThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> Expression.compile("points +")).isInstanceOf(ExpressionRefused.class);
        assertThatThrownBy(() -> Expression.compile("(".repeat(5000) + "1" + ")".repeat(5000)))
                .isInstanceOf(ExpressionRefused.class);
    }
}
