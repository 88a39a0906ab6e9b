package io.bactrian;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A command that hangs is a failure of its test, and no end of waiting. */
class ProcessLimitIT {
    @Test
    void aCommandThatDoesNotEndFailsWithWhatItTold() {
        assertThatThrownBy(() -> Ran.process(Duration.ofSeconds(1), Map.of(), "simulate", "generic", "--port", "0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("simulate generic --port 0 did not end within 1 s: Ran[exitCode=");
    }
}
