package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.bactrian.connection.Integration;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the database refuses is told so that one can find it, and without a value of the row that was refused. */
class StorageFailuresIT {
    private static final String TOLD =
            "the database refused or could not be reached: SQLSTATE 23514, constraint refused_check";

    private final Lines logged = new Lines();

    private RunningService running;
    private Integration integration;

    @BeforeEach
    void start(@TempDir Path directory) {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(1), Map.of());
        integration = running.connect();
        logged.start();
        root().addAppender(logged);
    }

    @AfterEach
    void stop() {
        root().detachAppender(logged);
        running.close();
    }

    /** Where pages are stored, where a stream ends, and where the run does. */
    @ParameterizedTest
    @ValueSource(strings = {"work.records", "bactrian.watermarks", "bactrian.run_streams"})
    void aRefusedWriteIsToldByItsSqlStateAndTheNameOfItsConstraint(String table) {
        refuse(table);

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.failure().message()).isEqualTo(TOLD);
        assertThat(logged.lines).anySatisfy(line -> assertThat(line).contains("" + run.id(), TOLD));
    }

    @Test
    void theFailureIsRecordedSo() {
        refuse("work.records");

        running.sync(integration, SyncMode.FULL);

        assertThat(running.texts("select message from bactrian.failures where category = 'storage'"))
                .containsExactly(TOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.records", "bactrian.watermarks", "bactrian.run_streams"})
    void noValueOfTheRowThatWasRefusedIsLogged(String table) {
        refuse(table);

        running.sync(integration, SyncMode.FULL);

        assertThat(logged.lines).noneMatch(line -> line.contains("Failing row") || line.contains("arguments:"));
    }

    private void refuse(String table) {
        running.jdbi()
                .useHandle(handle -> handle.execute(
                        "alter table " + table + " add constraint refused_check check (stream <> 'users') not valid"));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger("ROOT");
    }

    /** What is logged as worth a look, with its causes. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.add(event.getFormattedMessage());
            }
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }
}
