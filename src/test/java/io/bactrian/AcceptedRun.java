package io.bactrian;

import static org.awaitility.Awaitility.await;

import io.bactrian.access.Caller;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunState;
import io.bactrian.run.SyncMode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A sync to its end, whatever it asks being accepted. */
final class AcceptedRun {
    private AcceptedRun() {}

    static RunReport ended(RunningService running, UUID integration, SyncMode mode) {
        UUID run = running.operations()
                .syncData(Caller.SYSTEM, integration, mode, List.of(), Duration.ZERO)
                .id();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    RunReport report = running.operations().run(Caller.SYSTEM, run);
                    if (asks(report)) {
                        running.operations().confirmRun(Caller.SYSTEM, run, true);
                    }
                    return report.endedAt() != null;
                });
        return running.operations().run(Caller.SYSTEM, run);
    }

    private static boolean asks(RunReport report) {
        List<String> steps =
                report.timeline().stream().map(entry -> entry.step()).toList();
        int claimed = Math.max(steps.lastIndexOf("started"), steps.lastIndexOf("resumed"));
        return report.state() == RunState.WAITING
                && steps.lastIndexOf("asked") > Math.max(claimed, steps.lastIndexOf("accepted"));
    }
}
