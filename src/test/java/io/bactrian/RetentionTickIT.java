package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service removes by itself what has been kept for long enough. */
class RetentionTickIT {
    @TempDir
    Path directory;

    @Test
    void everyTableIsPrunedByItsOwnSetting() {
        Map<String, String> settings =
                Map.of("retention.tick", "1s", "retention.events", "1h", "retention.usage", "2d");
        try (RunningService running =
                RunningService.start(directory, JiraSettings.defaults().withIssues(1), settings)) {
            running.jdbi().useHandle(handle -> {
                handle.execute("insert into bactrian.events (type, data, noted_at) values"
                        + " ('old', '{}', now() - interval '2 hours'), ('new', '{}', now())");
                handle.execute("insert into bactrian.usage (day, tool) values"
                        + " (current_date - 4, 'old'), (current_date - 1, 'new')");
            });

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> running.number("select (select count(*) from bactrian.usage where tool = 'old')"
                                    + " + (select count(*) from bactrian.events where type = 'old')")
                            == 0);
            assertThat(running.texts("select type from bactrian.events where type in ('old', 'new')"))
                    .containsExactly("new");
            assertThat(running.texts("select tool from bactrian.usage")).contains("new");
        }
    }
}
