package io.bactrian.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void theVersionOfTheBuildIsPrinted() throws Exception {
        String[] lines = new Version().getVersion();

        assertThat(lines).singleElement().asString().matches("bactrian \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
