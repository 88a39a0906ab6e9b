package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.FailureSettings.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailureSettingsTest {
    private static final Policy TWICE = new Policy(2, Duration.ofMillis(10), 2, Duration.ofSeconds(1));

    private static FailureSettings settings(FailureCategory category) {
        return new FailureSettings(Map.of(category, TWICE), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMIT", "TIMEOUT", "NETWORK", "TOOL_OUTAGE", "STORAGE"})
    void whatMayPassIsRepeatedAsOftenAsIsSet(FailureCategory category) {
        assertThat(settings(category).policy(category).attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"RATE_LIMIT", "TIMEOUT", "NETWORK", "TOOL_OUTAGE", "STORAGE"})
    void whatCannotPassIsNotRepeatedByAnySetting(FailureCategory category) {
        assertThatThrownBy(() -> settings(category)).hasMessageContaining(category.word());
    }
}
