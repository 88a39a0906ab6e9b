package io.bactrian;

import io.bactrian.simulate.asana.Asana;
import io.bactrian.simulate.asana.AsanaSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of our tool for Asana that share one service; each has a small Asana of its own. */
abstract class WithAsana extends WithRunningService {
    @RegisterExtension
    final AsanaSide side =
            new AsanaSide(AsanaSettings.defaults().withProjects(2).withTasks(12));

    Asana asana;
    SyncedTool synced;

    @BeforeEach
    final void takeAsana() {
        asana = side.asana();
    }

    final void connect() {
        synced = side.connect(running, "asana");
    }

    final String subtaskOf(String task) {
        return asana.change("create_subtask", task);
    }
}
