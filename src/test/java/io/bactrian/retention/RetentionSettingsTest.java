package io.bactrian.retention;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {
    @Test
    void whatWouldBeRemovedAtOnceIsRefusedByItsName() {
        Duration day = Duration.ofDays(1);

        assertThatThrownBy(() -> new RetentionSettings(day, day, day, day, day, day, Duration.ZERO, day, day))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retention.health-rollups.1h must be 1h or more");
    }
}
